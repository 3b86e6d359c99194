from auditor.detect.naming import AGAIN, READ, TOLD, carried, names

TEXT = "Dear Mara Dunmore, did Dunmore see Oakham?"


def read(*found):
    return [(kind, TEXT.index(value), TEXT.index(value) + len(value)) for kind, value in found]


def told(*found):
    return [(kind, TEXT[start:end], why) for kind, start, end, why in names(TEXT, read(*found))]


def test_what_words_tell_stands_before_what_the_model_read():
    assert told(("location", "Mara Dunmore"), ("location", "Oakham")) == [
        ("person", "Mara Dunmore", TOLD),
        ("location", "Oakham", READ),
        ("person", "Dunmore", AGAIN),
    ]


def test_nothing_read_and_nothing_told_is_nothing():
    assert list(names("the heron stood still", [])) == []


def test_what_stood_under_a_name_for_many_things_is_carried_by_a_sentence():
    assert carried("contacts.name", "Mara Dunmore") == "See Mara Dunmore for more."
    assert carried("author", "Priya") == "We met Priya there."
    assert carried("name", "event_opened") == carried("build", "Mara Dunmore") == ""
