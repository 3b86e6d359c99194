from dataclasses import replace

import pytest

from auditor.errors import AuditorError
from auditor.plan import Prices, Target
from auditor.probing.endpoint import Endpoint, endpoint_of, read_key, with_key
from auditor.vendors import Price, Vendor, find_vendor

VENDOR = Vendor(
    id="deepseek",
    title="DeepSeek",
    owner="Hangzhou DeepSeek AI",
    hosts=("deepseek.com",),
    declared={},
    dialect="openai-chat",
    base_url="https://api.deepseek.com/v1",
    key_env="DEEPSEEK_API_KEY",
    prices=(Price("deepseek-chat", 0.27, 1.1, "a page", "2026-11-20"),),
)
NAMELESS = Vendor(id="generic", title="…", owner="…", hosts=(), declared={})


def an_endpoint(vendor: Vendor = VENDOR, **target: object) -> Endpoint:
    return endpoint_of(Target(**{"id": "chat", "model": "deepseek-chat", **target}), vendor)


def test_what_the_plan_leaves_out_comes_from_the_vendor() -> None:
    made = an_endpoint()
    assert (made.dialect.id, made.base_url) == ("openai-chat", "https://api.deepseek.com/v1")
    assert (made.host, made.encrypted) == ("api.deepseek.com", True)
    assert (made.key_env, made.prices) == ("DEEPSEEK_API_KEY", Prices(0.27, 1.1))
    assert made.url("chat/completions") == "https://api.deepseek.com/v1/chat/completions"


def test_what_the_plan_says_stands() -> None:
    made = an_endpoint(
        base_url="https://gateway.example/v2/", key_env="OURS", prices=Prices(1, 2), stream=True
    )
    assert made.url("models") == "https://gateway.example/v2/models"
    assert (made.key_env, made.prices, made.stream) == ("OURS", Prices(1, 2), True)
    assert an_endpoint(model="another").prices is None


@pytest.mark.parametrize(
    ("base_url", "key_env"),
    [
        ("https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
        ("https://API.DeepSeek.COM/v1", "DEEPSEEK_API_KEY"),
        ("https://deepseek.com:8443", "DEEPSEEK_API_KEY"),
        ("http://api.deepseek.com/v1", ""),
        ("https://evil-deepseek.com/v1", ""),
        ("https://deepseek.com.evil.example/v1", ""),
        ("https://evil.example/deepseek.com", ""),
        ("https://localhost:8000/v1", ""),
        ("http://127.0.0.1:8000/v1", ""),
    ],
)
def test_the_vendors_key_is_offered_to_the_vendors_hosts_only(base_url: str, key_env: str) -> None:
    assert an_endpoint(base_url=base_url).key_env == key_env
    assert an_endpoint(base_url=base_url, key_env="OURS").key_env == "OURS"


@pytest.mark.parametrize(
    ("vendor", "target", "what", "hint"),
    [
        (
            NAMELESS,
            {},
            "the target 'chat' needs a dialect: generic has none of its own",
            "dialect: …",
        ),
        (
            NAMELESS,
            {"dialect": "openai-chat"},
            "the target 'chat' needs a base-url: generic has none of its own",
            "base-url: …",
        ),
        (
            VENDOR,
            {"dialect": "gemni"},
            "no dialect is called 'gemni'",
            "known ones: anthropic-messages, ark, azure-openai, dashscope, deepseek, gemini, llama-cpp, "
            "mistral, ollama, openai-chat, openai-responses, perplexity, perplexity-agent, vllm",
        ),
        (
            VENDOR,
            {"sampling": {"model": "other"}},
            "the target 'chat' must not set 'model' in its sampling",
            "known ones: temperature, top-p, max-tokens, seed, stop, n, top-logprobs",
        ),
        (
            VENDOR,
            {"sampling": {"stream": "true"}},
            "the target 'chat' must not set 'stream' in its sampling",
            "known ones: temperature, top-p, max-tokens, seed, stop, n, top-logprobs",
        ),
    ],
)
def test_a_target_that_cannot_be_asked_is_refused(
    vendor: Vendor, target: dict[str, object], what: str, hint: str
) -> None:
    with pytest.raises(AuditorError) as caught:
        an_endpoint(vendor, **target)
    assert (caught.value.what, caught.value.hint) == (what, hint)


@pytest.mark.parametrize(
    "base_url",
    ["http://[::1", "https://host:99999", "https://host:port", "https://:80", "ftp://host", "host"],
)
def test_a_base_url_that_is_none_is_refused(base_url: str) -> None:
    with pytest.raises(AuditorError) as caught:
        an_endpoint(base_url=base_url)
    assert caught.value.what == (
        "the base-url of the target 'chat' is not an http or https address"
    )


@pytest.mark.parametrize(
    "base_url",
    [
        "https://eve:pass@host.example/v1",
        "https://eve@host.example",
        "https://host.example?key=a#b",
    ],
)
def test_a_base_url_that_could_hold_a_secret_is_refused_without_showing_it(base_url: str) -> None:
    with pytest.raises(AuditorError) as caught:
        an_endpoint(base_url=base_url)
    assert caught.value.what == "the base-url of the target 'chat' holds more than an address"
    assert "eve" not in str(caught.value)


def test_sampling_is_known_by_our_names_and_what_is_the_vendors_own_is_passed_on() -> None:
    made = an_endpoint(sampling={"max_tokens": 9, "top-p": 0.5, "top_k": 3})
    assert made.sampling == {"max-tokens": 9, "top-p": 0.5, "top_k": 3}


def test_the_key_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", " sk-one-and-only \n")
    assert read_key(an_endpoint()) == "sk-one-and-only"
    assert read_key(an_endpoint(base_url="http://127.0.0.1:8000/v1")) == ""


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_a_missing_key_is_the_users_to_mend(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("DEEPSEEK_API_KEY", value)
    with pytest.raises(AuditorError) as caught:
        read_key(an_endpoint())
    assert (caught.value.what, caught.value.hint) == (
        "the variable DEEPSEEK_API_KEY is not set: it holds the key of the target 'chat'",
        "export DEEPSEEK_API_KEY=…",
    )


@pytest.mark.parametrize(
    "value",
    ["sk-one-and-only\nsk-two-and-only", "sk-–one", "sk-one-and-only\x00".replace("\x00", "\x7f")],
)
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", value)
    with pytest.raises(AuditorError) as caught:
        read_key(an_endpoint())
    assert caught.value.what == "the variable DEEPSEEK_API_KEY holds signs that no key has"


def test_the_second_account_has_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-one-and-only")
    monkeypatch.setenv("KEY_B", "sk-two-and-only")
    keyed = with_key(an_endpoint(second_key_env="KEY_B"))
    assert (keyed.key, keyed.second_key) == ("sk-one-and-only", "sk-two-and-only")
    assert "sk-two-and-only" not in repr(keyed)
    assert with_key(an_endpoint()).second_key == ""
    monkeypatch.delenv("KEY_B")
    with pytest.raises(AuditorError, match="the variable KEY_B is not set"):
        with_key(an_endpoint(second_key_env="KEY_B"))


@pytest.mark.parametrize(
    ("base_url", "refused"),
    [("https://api.deepseek.com/v1", True), ("http://127.0.0.1:8000/v1", False)],
)
def test_a_key_that_could_be_a_word_is_only_for_this_machine(
    monkeypatch: pytest.MonkeyPatch, base_url: str, refused: bool
) -> None:
    monkeypatch.setenv("OURS", "EMPTY")
    made = an_endpoint(base_url=base_url, key_env="OURS")
    if refused:
        with pytest.raises(AuditorError, match="the key in OURS has fewer than 8 signs") as caught:
            with_key(made)
        assert "EMPTY" not in str(caught.value)
    else:
        assert with_key(made).key == "EMPTY"


def test_one_key_is_never_taken_for_two_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-one-and-only")
    monkeypatch.setenv("KEY_B", "sk-one-and-only\n")
    with pytest.raises(AuditorError) as caught:
        with_key(an_endpoint(second_key_env="KEY_B"))
    assert caught.value.what == (
        "the variables DEEPSEEK_API_KEY and KEY_B hold the same key: that is one account"
    )


def test_a_key_never_shows_in_a_text_of_its_endpoint() -> None:
    made = an_endpoint()
    keyed = Endpoint(**{**{n: getattr(made, n) for n in made.__slots__}, "key": "sk-secret"})
    assert "sk-secret" not in repr(keyed)


def test_a_region_of_the_vendor_stands_for_its_address() -> None:
    vendor = find_vendor("alibaba-qwen")
    mainland = an_endpoint(vendor, model="qwen-plus", base_url="mainland")
    assert mainland.base_url == "https://dashscope.aliyuncs.com/compatible-mode/v1"
    assert mainland.key_env == "DASHSCOPE_API_KEY"
    assert an_endpoint(vendor, model="qwen-plus").host == "dashscope-intl.aliyuncs.com"


def test_a_region_that_the_vendor_has_not_is_refused_with_those_it_has() -> None:
    with pytest.raises(AuditorError) as caught:
        an_endpoint(find_vendor("alibaba-qwen"), base_url="mars")
    assert (caught.value.what, caught.value.hint) == (
        "the base-url of the target 'chat' is not an http or https address",
        "base-url: https://api.example.com/v1 or singapore or us or mainland or hong-kong",
    )


def test_a_model_is_asked_as_it_wants_to_be_unless_the_plan_says_otherwise() -> None:
    vendor = find_vendor("openai")
    made = an_endpoint(vendor, model="gpt-6-astra")
    assert made.sampling == {"temperature": "vendor", "top-p": "vendor"}
    made = an_endpoint(vendor, model="gpt-6-astra", sampling={"temperature": 1.0})
    assert made.sampling == {"temperature": 1.0, "top-p": "vendor"}


def test_the_headers_hold_the_key_where_the_dialect_has_it() -> None:
    made = replace(an_endpoint(find_vendor("anthropic"), model="claude"), key="abc")
    assert made.headers == {"anthropic-version": "2026-10-21", "x-api-key": "abc"}
    assert "abc" not in repr(made)
    assert replace(made, key="").headers == {"anthropic-version": "2026-10-21"}
    assert replace(an_endpoint(), key="abc").headers == {"Authorization": "Bearer abc"}


def test_a_parameter_may_be_given_by_the_vendors_own_name() -> None:
    sampling = {"generationConfig.temperature": 1}
    made = an_endpoint(find_vendor("google"), model="g", sampling=sampling)
    assert made.sampling == {"temperature": 1}


@pytest.mark.parametrize("name", ["systemInstruction", "tools", "contents"])
def test_what_the_dialect_sets_itself_is_not_the_plans_to_set(name: str) -> None:
    with pytest.raises(AuditorError, match=f"must not set {name!r}"):
        an_endpoint(find_vendor("google"), model="g", sampling={name: 1})
