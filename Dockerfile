FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements/desk.txt requirements/otel.txt requirements/
RUN pip install --require-hashes -r requirements/desk.txt
# docker compose build --build-arg TRACES=1: the packages for a collector of OpenTelemetry as well.
ARG TRACES=
RUN if [ -n "$TRACES" ]; then pip install --require-hashes -r requirements/otel.txt; fi

COPY . .

# The static files are part of the image, so that a web process writes nothing. The keys live for this one command only.
ENV STATIC_ROOT=/app/static-files GUARD_DIR=/app/guard-words
RUN python -m compileall -q desk meldcode \
    && python -m desk.guard "$GUARD_DIR" \
    && key=$(python -c "import secrets; print(secrets.token_urlsafe(48))") \
    && SECRET_KEY=$key DRAFT_KEY=$key ADVICE_CODE_KEY=$key FACTOR_KEY=$key CIRCLE_KEY=$key ATTACHMENT_KEY=$key RECEIPT_KEY=$key ALLOWED_HOSTS=build.invalid \
       DATABASE_URL=sqlite://:memory: python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin desk \
    && mkdir -p /app/var /attachments /figures && chown desk: /app/var /attachments /figures && chmod 700 /attachments /figures

USER desk
EXPOSE 8000

# No access log: an address together with a time says who looked at what, and the trail holds that already.
# A line that stays open stays with one process: when a worker was renewed, all fifty clients came to the other and stayed.
CMD ["gunicorn", "desk.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", \
     "--threads=4", "--worker-tmp-dir=/dev/shm", "--max-requests=5000", "--max-requests-jitter=500", "--keep-alive=0", \
     "--no-control-socket"]
