"""A hand that never leaves the keyboard."""

from playwright.sync_api import Page


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on the element."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def answer(page: Page, name: str, value: str) -> None:
    """Choose with the space bar; a group of radios is one stop, and arrows move in it."""
    choice = f'[name="{name}"][value="{value}"]'
    if page.locator(choice).get_attribute("type") == "checkbox":
        tab_to(page, choice)
        page.keyboard.press("Space")
        return
    tab_to(page, f'[name="{name}"]')
    if not page.locator(choice).is_checked():
        page.keyboard.press("Space")
    for _ in range(10):
        if page.locator(choice).is_checked():
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"The arrows never reached {choice}")


def write(page: Page, name: str, text: str) -> None:
    """Go to a field and type in it; in a list the typing chooses."""
    tab_to(page, f'[name="{name}"]')
    page.keyboard.type(text)


def follow(page: Page, selector: str) -> None:
    """Go to a link or a button and press Enter."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
