"""PLACEHOLDER while the real one is being written."""
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo
def is_working_day(d): return d.weekday()<5
def add_working_days(d,n):
    while n>0:
        d+=timedelta(days=1)
        if is_working_day(d): n-=1
    return d
def due(code,start):
    return add_working_days(start,{"assessment":5,"acute_review":1}.get(code,20))
def local_day(m): return m.astimezone(ZoneInfo("Europe/Amsterdam")).date()
def working_days_between(a,b):
    n=0
    while a<b:
        a+=timedelta(days=1); n+=is_working_day(a)
    return n
def half_year(d): return f"{d.year}-{1 if d.month<7 else 2}"
def describe(due,today): return "vandaag" if due==today else f"{working_days_between(today,due)} werkdagen"
