import pytest

from sibdsl.values.nouns import plural, singular

PAIRS = """
person people, child children, man men, woman women, youth youth, family families, country countries,
placement placements, child_year child_years, day_in_jail days_in_jail, hour hours, day days, class classes,
branch branches, tax taxes, address addresses, witness witnesses, house houses, nurse nurses, case cases,
purchase purchases, offence offences, use uses, bus buses, campus campuses, bonus bonuses, status statuses,
crisis crises, diagnosis diagnoses, life lives, headache headaches, movie movies, boy boys, survey surveys,
quiz quizzes, series series, staff staff, savings savings, hero heroes, shoe shoes, criterion criteria,
care_leaver care_leavers, looked_after_child looked_after_children, young_person young_people,
person_with_disability people_with_disability, week_out_of_care weeks_out_of_care, GCSE GCSEs, FTE FTEs,
percentage_point percentage_points, tie ties, persona personas, niño niños,
child_looked_after children_looked_after, person_housed people_housed, bed_in_hostel beds_in_hostel,
child_placed_in_care children_placed_in_care, hundred hundreds
"""


@pytest.mark.parametrize("pair", [pair.split() for pair in PAIRS.replace("\n", " ").split(",")], ids=lambda p: p[0])
def test_both_forms(pair):
    one, many = pair
    assert plural(one) == many
    assert singular(many) == one
    assert singular(one) == one


def test_two_plurals_of_one_word():
    assert singular("persons") == "person"
    assert singular("youths") == "youth"


@pytest.mark.parametrize("word", ["", "s", "as", "_", "in_", "is", "_s", "of"])
def test_odd_words_are_left_alone(word):
    assert singular(word) == word
