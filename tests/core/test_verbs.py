"""Is every verb of the state table done somewhere?"""

from core.visits.state import TABLE, Verb
from core.visits.verbs import _DOING


def test_every_verb_is_legal_somewhere_and_done_by_one_family() -> None:
    """Each has its row in the state table, and one beside its steps; a move is the schedule's."""
    assert set(Verb) == set(TABLE)
    assert set(Verb) - {Verb.MOVE} == set(_DOING)
