"""How a page draws its widgets by itself, and what it leaves to Voila's own scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

COUNTER = """
import anywidget, ipywidgets, traitlets


class Counter(anywidget.AnyWidget):
    _esm = '''
        export default {
          initialize({ model }) { model.set("begun", model.get("begun") + 1); model.save_changes(); },
          render({ model, el }) {
            const add = document.createElement("button");
            const count = document.createElement("p");
            const show = () => { count.textContent = `${model.get("count")} of ${model.get("begun")}`; };
            add.textContent = "Add";
            add.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
            model.on("change:count", show);
            model.on("change:begun", show);
            model.on("msg:custom", ({ heard }, [buffer]) => { el.append(`${heard} ${buffer.getUint8(1)}`); });
            model.send({ say: "hello" }, undefined, [new Uint8Array([4, 5])]);
            el.append(add, count);
            show();
          },
        };
    '''
    _css = ".counter { color: rgb(1, 2, 3) }"
    count = traitlets.Int(0).tag(sync=True)
    begun = traitlets.Int(0).tag(sync=True)


def answer(widget, content, buffers):
    widget.send({"heard": content["say"]}, [bytes(buffers[0]) * 2])


counter = Counter()
counter.on_msg(answer)
counter.add_class("counter");
"""
GROWING = """
box = ipywidgets.HBox([counter])
counter.observe(lambda _: setattr(box, "children", (*box.children, Counter(count=40 + counter.count))), "count")
box
"""
TALK = """
import anywidget, traitlets


class Talk(anywidget.AnyWidget):
    _esm = '''
        export default {
          render({ model, el }) {
            const button = (name, act) => {
              const node = document.createElement("button");
              node.textContent = name;
              node.onclick = act;
              return node;
            };
            const type = (text) => { model.set("text", text); model.save_changes(); };
            const heard = document.createElement("p");
            const box = document.createElement("input");
            const show = () => { heard.textContent = model.get("heard"); box.value = model.get("text"); };
            model.on("change:heard", show);
            model.on("change:text", show);
            el.append(
              button("Type and clear", () => { type("a"); type("ab"); type("abc"); model.send({ do: "clear" }); }),
              button("Clear and type", () => { model.send({ do: "clear" }); type("g"); }),
              button("Too much", () => { type("x".repeat(2 ** 20)); type("less"); }),
              heard, box,
            );
            show();
          },
        };
    '''
    text = traitlets.Unicode("at first").tag(sync=True)
    heard = traitlets.Unicode("").tag(sync=True)


def clear(widget, content, buffers):
    widget.text = ""


talk = Talk()
talk.on_msg(clear)
talk.observe(lambda change: setattr(talk, "heard", f"{talk.heard}[{change['new']}]"), "text")
talk
"""
FAILS = "import anywidget, ipywidgets\nipywidgets.VBox([anywidget.AnyWidget(_esm='export default 1; throw 1'), talk])"
VOILA = re.compile(r"voila\.js|explorer-\w+\.js")


@pytest.fixture(scope="module")
def site(start, notebooks):
    """Serve a counter alone, a box that grows with it, and one beside a widget that only Voila's scripts know."""
    folder = notebooks(
        talk=[TALK],
        fails=[TALK.removesuffix("talk\n"), FAILS],
        browse=[COUNTER, "counter"],
        grows=[COUNTER, GROWING],
        mixed=[COUNTER, "counter", "ipywidgets.Text('known')"],
    )
    return start("serve", "--notebooks", folder)


@pytest.fixture
def channel(page):
    """Stand between a page and its kernel: `channel[-1].close()` cuts them apart."""
    opened = []

    def between(socket):
        opened.append(socket)
        socket.connect_to_server()

    page.route_web_socket(re.compile("/channels"), between)
    return opened


def add(page):
    page.get_by_role("button", name="Add").first.click()


def test_a_widget_begins_once_and_wears_its_style(site, page):
    page.goto(site.url)

    expect(page.get_by_text("0 of 1")).to_be_visible()
    expect(page.locator(".counter")).to_have_css("color", "rgb(1, 2, 3)")


def test_messages_and_what_is_not_text_go_both_ways(site, page):
    page.goto(site.url)

    expect(page.get_by_text("hello 5")).to_be_visible()


def test_a_box_shows_what_its_kernel_puts_into_it_later(site, page):
    page.goto(site.at("voila/render/grows.ipynb"))

    add(page)

    expect(page.get_by_text("41 of 1")).to_be_visible()


def test_our_own_widgets_want_none_of_voila_s_scripts(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(site.url)

    expect(page.get_by_text("0 of 1")).to_be_visible()
    assert [url for url in asked if VOILA.search(url)] == []


def test_a_page_with_another_widget_is_left_to_voila_s_scripts(site, page):
    page.goto(site.at("voila/render/mixed.ipynb"))

    expect(page.get_by_role("textbox")).to_have_value("known")
    expect(page.get_by_text("0 of 1")).to_be_visible()


def test_what_was_done_while_the_channel_was_cut_reaches_the_kernel(site, page, channel):
    page.goto(site.at("voila/render/grows.ipynb"))
    expect(page.get_by_text("hello 5")).to_be_visible()

    channel[-1].close()
    for _ in range(3):
        add(page)

    expect(page.get_by_text("43 of 1")).to_be_visible()
    assert len(channel) == 2


def test_two_keys_in_one_answer_s_time_reach_the_kernel_in_order(site, page):
    page.goto(site.at("voila/render/grows.ipynb"))
    expect(page.get_by_text("0 of 1")).to_be_visible()

    page.evaluate("for (let at = 0; at < 5; at += 1) document.querySelector('.counter button').click()")

    expect(page.get_by_text("45 of 1")).to_be_visible()


def talking(site, page):
    page.goto(site.at("voila/render/talk.ipynb"))
    expect(page.get_by_role("textbox")).to_have_value("at first")


@pytest.mark.parametrize("is_cut", [False, True])
@pytest.mark.parametrize(
    ("act", "heard", "text"),
    [
        pytest.param("Type and clear", "[a][abc][]", "", id="a message comes after all that was typed before it"),
        pytest.param("Clear and type", "[][g]", "g", id="what was typed last stands whatever the kernel said before"),
    ],
)
def test_what_a_page_says_keeps_its_order(site, page, channel, *, act, heard, text, is_cut):
    talking(site, page)

    if is_cut:
        channel[-1].close()
    page.get_by_role("button", name=act).click()

    expect(page.get_by_text(heard, exact=True)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value(text)


def test_what_is_too_large_is_not_sent_and_stops_nothing(site, page, channel):
    talking(site, page)

    page.get_by_role("button", name="Too much").click()

    expect(page.get_by_text("[less]")).to_be_visible()
    assert len(channel) == 1


def test_a_widget_that_fails_takes_no_other_along(site, page, trouble):
    page.goto(site.at("voila/render/fails.ipynb"))

    expect(page.get_by_role("alert").get_by_text("This part of the page could not be drawn.")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("at first")
    assert len(trouble) == 1
    trouble.clear()
