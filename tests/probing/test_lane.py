"""What is planted in one session and asked in another: in order, by the right account, resumed."""

import re
from collections import defaultdict

import msgspec
import pytest

from auditor.detect.detectors import Context, observe
from auditor.evidence.exchange import Blob, Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.persona import Persona, persona_of
from auditor.evidence.writer import Writer
from auditor.plan import Limits
from auditor.probing.outcomes import finished
from auditor.probing.probe import Phrasing, Probe, Turn
from auditor.probing.schedule import remaining
from tests.probing.fake import Act, FakeVendor, Handler, Seen, answer, refuse
from tests.probing.making import KEY, a_lane, a_probe, ask, asked, jobs, on_disk

OTHER_KEY = "key-of-the-other-account-77"
STEPS = ["baseline", "plant", "test", "decoy"]


def a_recall(account: str = "same", trials: int = 2) -> Probe:
    """Planted in one session and asked in another: 4 steps × 2 phrasings × trials."""
    phrasings = tuple(
        Phrasing(
            id=f"way-{number}",
            language="en",
            plant=(Turn("user", "I am {planted.person}, write to {planted.email}. {nonce}"),),
            test=(Turn("user", f"way-{number}: where to write to {{planted.person}}? {{nonce}}"),),
        )
        for number in (1, 2)
    )
    return msgspec.structs.replace(a_probe(trials=trials), phrasings=phrasings, account=account)


def memory(seen: dict[str, str], *, of_all_accounts: bool = True) -> Act:
    """A vendor that tells what it was told of a person, in whichever session."""

    def act(to: Handler, question: Seen) -> None:
        text = question.texts[-1]
        account = "" if of_all_accounts else question.headers["authorization"]
        if told := re.search(r"I am ([\w ]+), write to (\S+)\.", text):
            seen[account + told[1]] = told[2]
            answer(f"Noted: {told[2]}")(to, question)
        elif wanted := re.search(r"write to ([\w ]+)\?", text):
            answer(seen.get(account + wanted[1], "Good day to you."))(to, question)

    return act


def by_trial(folder: Folder) -> dict[tuple[str, int], list[Exchange]]:
    trials = defaultdict(list)
    for exchange in asked(folder):
        assert exchange.asked
        trials[exchange.asked.phrasing, exchange.asked.trial].append(exchange)
    return trials


def persona(folder: Folder, exchange: Exchange) -> Persona:
    return persona_of(folder.body(Blob(exchange.planted[0].persona, 0)) or b"")


def arms(exchanges: list[Exchange]) -> list[str]:
    return [each.asked.arm for each in exchanges if each.asked]


def test_the_steps_of_a_trial_are_asked_in_order_each_in_a_session_of_its_own(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    budget = ask(a_lane(writer, fake_vendor.url), jobs(a_recall()))
    trials = by_trial(writer)
    assert len(trials) == 4
    for steps in trials.values():
        assert arms(steps) == STEPS
        assert len({step.session for step in steps}) == 4
        assert [step.account for step in steps] == ["a"] * 4
        assert [step.ended for step in steps] == sorted(step.ended for step in steps)
    assert budget.requests == len(fake_vendor.asked) == 16


def test_trials_of_different_phrasings_are_asked_side_by_side(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    ask(a_lane(writer, fake_vendor.url), jobs(a_recall(trials=8)), in_flight=1)
    ways = [
        each.asked.phrasing for each in asked(writer) if each.asked and each.asked.arm == "test"
    ]
    assert ways != sorted(ways)
    assert ways != sorted(ways, reverse=True)


def test_the_person_is_said_by_the_planting_alone_and_the_decoy_by_nobody(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    ask(a_lane(writer, fake_vendor.url), jobs(a_recall()))
    decoys = set()
    for steps in by_trial(writer).values():
        planted = persona(writer, steps[1])
        assert [persona(writer, steps[at]) for at in (0, 2)] == [planted, planted]
        decoy = persona(writer, steps[3])
        decoys.add(decoy.values["email"])
        said = [text for seen in fake_vendor.asked for text in seen.texts]
        assert sum(planted.values["email"][0] in text for text in said) == 1
        assert sum(planted.values["person"][0] in text for text in said) == 3
        assert not any(decoy.values["email"][0] in text for text in said)
        assert sum(decoy.values["person"][0] in text for text in said) == 1
    assert len(decoys) == 4


@pytest.mark.parametrize(
    ("of_all_accounts", "hits"), [(True, 4), (False, 0)], ids=["shared memory", "kept apart"]
)
def test_a_second_account_asks_with_its_own_key_and_sees_whether_memory_is_shared(
    writer: Writer, fake_vendor: FakeVendor, of_all_accounts: bool, hits: int
) -> None:
    fake_vendor.always = memory({}, of_all_accounts=of_all_accounts)
    lane = a_lane(writer, fake_vendor.url, second_key=OTHER_KEY)
    ask(lane, jobs(a_recall("second")))
    for steps in by_trial(writer).values():
        assert [step.account for step in steps] == ["second", "a", "second", "second"]
    keys = [seen.headers["authorization"].removeprefix("Bearer ") for seen in fake_vendor.asked]
    assert (keys.count(KEY), keys.count(OTHER_KEY)) == (4, 12)
    writer.close()
    judging = {"record": a_recall().judging}
    seen = observe(Folder(writer.path), Context(judging), lambda _: None)
    outcomes = [(trial.arm, trial.outcome) for trial in seen.trials]
    assert outcomes.count(("test", "hit")) == hits
    assert {out for arm, out in outcomes if arm in ("baseline", "decoy")} == {"miss"}
    assert KEY.encode() not in on_disk(writer.path)
    assert OTHER_KEY.encode() not in on_disk(writer.path)


def test_an_echo_where_it_was_planted_is_no_disclosure(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = memory({})
    ask(a_lane(writer, fake_vendor.url), jobs(a_recall()))
    writer.close()
    seen = observe(Folder(writer.path), Context({"record": a_recall().judging}), lambda _: None)
    plants = {trial.exchange for trial in seen.trials if trial.arm == "plant"}
    assert len(plants) == 4
    assert {trial.outcome for trial in seen.trials if trial.arm == "plant"} == {"miss"}
    kinds = {each.kind.partition("/")[0] for each in seen.observations if each.exchange in plants}
    assert kinds & {"planted", "answer", "personal-data"} == set()
    assert {each.outcome for each in seen.trials if each.arm == "test"} == {"hit"}


def test_without_a_second_key_nothing_is_asked_instead(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    ask(a_lane(writer, fake_vendor.url), jobs(a_recall("second")))
    assert fake_vendor.asked == []


def test_a_second_account_that_is_not_let_in_is_told_and_not_asked(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    lane = a_lane(writer, fake_vendor.url, second_key=OTHER_KEY)
    assert lane.reach() == lane.reach_second() == ""
    fake_vendor.models = refuse(401)
    assert lane.reach_second() == "answered 401: the key was not accepted"
    assert [each.account for each in writer.exchanges()] == ["a", "second", "second"]
    ask(lane, jobs(a_recall("second")))
    assert fake_vendor.asked == []
    ask(lane, jobs(a_recall()))
    assert len(fake_vendor.asked) == 16


def test_a_trial_goes_on_at_the_step_where_it_stopped(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    todo = jobs(a_recall())
    ask(a_lane(writer, fake_vendor.url), todo, Limits(requests=6), in_flight=1)
    left = remaining(todo, finished(writer.exchanges()))
    assert [len(job.steps) for job in left] == [2, 4, 4]
    assert [step.arm for step in left[0].steps] == ["test", "decoy"]
    ask(a_lane(writer, fake_vendor.url), left)
    assert {tuple(arms(steps)) for steps in by_trial(writer).values()} == {tuple(STEPS)}
    said = [persona(writer, steps[at]) for steps in by_trial(writer).values() for at in (1, 2)]
    assert said[0::2] == said[1::2]
    assert remaining(todo, finished(writer.exchanges())) == []


def test_nothing_is_planted_before_the_baseline_was_answered(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = refuse(500)
    (first, *_) = todo = jobs(a_recall())
    ask(a_lane(writer, fake_vendor.url), [first])
    assert arms(asked(writer)) == ["baseline"]
    assert remaining(todo, finished(writer.exchanges())) == todo


def test_what_was_never_taken_is_not_asked_for(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.script = [answer("Who?"), refuse(400)]
    (first, *_) = todo = jobs(a_recall())
    ask(a_lane(writer, fake_vendor.url), [first])
    assert arms(asked(writer)) == ["baseline", "plant"]
    assert remaining(todo, finished(writer.exchanges())) == todo[1:]


def test_a_test_that_failed_is_asked_again_and_its_decoy_is_not(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [answer("Who?"), answer("Noted."), *[refuse(500)] * 3, answer("Who?")]
    (first, *_) = todo = jobs(a_recall())
    ask(a_lane(writer, fake_vendor.url), [first])
    left = remaining([first], finished(writer.exchanges()))
    assert arms(asked(writer)) == STEPS
    assert [step.arm for job in left for step in job.steps] == ["test"]
    assert len(todo) == 4
