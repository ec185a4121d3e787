"""What may stand in a log line: the place of a fault, never the values in it (promise P13)."""

import logging
import re

_PLACE_OF_A_VALUE = re.compile(r"%(\(\w+\))?[-#0 +]*[\d.*]*[a-zA-Z]")


class NoValues(logging.Filter):
    """Keep the kind and the place of an exception and drop its words, which may quote what somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            while trace and trace.tb_next:
                trace = trace.tb_next
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
            record.msg, record.args = f"{kind.__name__} at {place}", ()
            record.exc_info = record.exc_text = None
        elif record.args:
            words = _PLACE_OF_A_VALUE.sub("…", str(record.msg))
            record.msg, record.args = f"{words} {getattr(record, 'status_code', '')}".rstrip(), ()
        return True
