"""The pages that the proxy shows by itself: clean for axe, and at home on a telephone."""

import pytest

from tests.browser import widths
from tests.proxy.server import INCLUDED, SHIPPED

pytestmark = pytest.mark.browser
PAGES = sorted((SHIPPED / "pages").glob("*.html"))
SHEET = (SHIPPED / "pages/look.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_of_the_proxy_is_clean(context, axe, file) -> None:
    page = context.new_page()
    page.set_content(file.read_text(encoding="utf-8").replace(INCLUDED, SHEET))
    widths.clean(page, axe, f"proxy-{file.stem}", (widths.WIDE, widths.NARROW, widths.NARROWEST))
