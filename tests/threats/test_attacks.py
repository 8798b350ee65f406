"""Each attack earns what its honest answers are worth, learns nothing, and leaves nothing."""

import pytest

from tests.threats.attack import attacks, everything, grade, shown

CLASSES = {
    "points": "Points not earned",
    "secrets": "Things learned or taken",
    "stopping": "Things stopped or broken",
}


def parameters() -> list:
    found = []
    for sandbox in ("bubblewrap", "cold"):
        for kind, name in CLASSES.items():
            for attack in attacks(kind):
                slow = "slow" in attack.options or sandbox == "cold"
                marks = [pytest.mark.threat(name), *([pytest.mark.slow] if slow else [])]
                name_of = f"{kind}-{attack.path.stem}-{sandbox}"
                found.append(pytest.param(attack, sandbox, marks=marks, id=name_of))
    return found


@pytest.mark.parametrize("attack, sandbox", parameters())
def test_an_attack_fails(attack, sandbox, quick_limits, surroundings):
    """Right status, exact points, nothing got, nothing said, and it was really tried."""
    graded = grade(attack.cells(surroundings.places()), surroundings.folder, sandbox)
    report = graded.report
    messages = [check.message for question in report.questions for check in question.checks]
    assert report.status == "graded", messages
    assert {question.id: question.score for question in report.questions} == attack.earns()
    assert "GOT" not in shown(graded)
    assert surroundings.secret not in everything(graded)
    expected = [attack.options[key] for key in ("notice", "message") if key in attack.options]
    assert expected or "HELD" in shown(graded) or "tried" in shown(graded), "it did not run"
    assert attack.options.get("notice", "") in "; ".join(report.told)
    assert any(attack.options.get("message", "") in message for message in messages)


@pytest.mark.parametrize("kind", CLASSES)
def test_attacks_say_what_they_try(kind):
    """A reader of an attack knows from its first line what it is about."""
    for attack in attacks(kind):
        first = attack.source.splitlines()[0]
        assert first.startswith("# ") and len(first.split()) >= 6, attack.path
