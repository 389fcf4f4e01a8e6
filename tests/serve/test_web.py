"""The web pages, without JavaScript: a form, the check as a page, and the page of a combination."""

from __future__ import annotations

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]


def test_the_first_page_asks_for_a_list(client: Client) -> None:
    """A form that works without a script, sent in a body and not in an address."""
    page = client.get("/")
    assert page.status_code == 200
    assert 'method="post" action="/check"' in page.text


def test_a_pasted_list_is_checked(client: Client) -> None:
    """As prescriptions are written, one a line or with commas."""
    pasted = "T. Pregabalin 75 mg BD, Amitriptyline 10 mg HS\nTramadol"
    page = client.post("/check", data={"list": pasted, "age": "80", "driving": "on"}).text
    assert "Taken together: Pregabalin + Amitriptyline + Tramadol" in page
    assert "Driving and machines" in page
    assert "For an older person" in page


@pytest.mark.parametrize("form", [{}, {"list": " "}, {"list": "warfarin", "age": "old"}])
def test_a_form_with_a_mistake_comes_back(client: Client, form: dict[str, str]) -> None:
    """With what to mend, and with what was typed."""
    page = client.post("/check", data=form)
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert form.get("list", "").strip() in page.text


def test_markup_in_a_name_stays_text(client: Client) -> None:
    """What is typed is shown, never run."""
    page = client.post("/check", data={"list": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_combination_has_its_page(client: Client) -> None:
    """The same page as on the static site, with both views."""
    page = client.get("/medicine/Amitriptyline + Pregabalin").text
    assert "<h1>Amitriptyline + Pregabalin</h1>" in page
    assert 'value="professional"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("/style.css", 200), ("/page.js", 200), ("/medicine/Nosuchmycin", 404), ("/nothing", 404)],
)
def test_files_and_what_is_not_there(client: Client, address: str, status: int) -> None:
    """Shared files are served, and nothing else of the package."""
    assert client.get(address).status_code == status
