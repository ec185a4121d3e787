"""Documents with a report: judged by their content, written anew without what they tell about their maker, encrypted,
scanned, and only ever given as a download."""
