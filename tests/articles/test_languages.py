import pytest

from kg.articles.languages import language_of, name_of, short_code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("The mayor said on Friday that the road to the coast had been closed and that it would not be opened.", "en"),
        ("Le maire a dit vendredi que la route de la côte était fermée et que les voitures ne pouvaient pas passer.", "fr"),
        ("Der Bürgermeister sagte am Freitag, dass die Straße zur Küste nicht mehr offen ist und auch nicht geöffnet wird.", "de"),
        ("Мэр города сказал в пятницу, что дорога к морю закрыта и что её не откроют до конца недели.", "ru"),
        ("Мер міста сказав у п'ятницю, що дорога до моря закрита і що її не відкриють до кінця тижня.", "uk"),
        ("قال رئيس البلدية إن الطريق إلى الساحل مغلق منذ يوم الاثنين وإنه لن يفتح في هذا الأسبوع بعد المعارك", "ar"),
        ("市长周五表示，通往海岸的道路自周一以来一直关闭。", "zh"),
        ("市長は金曜日、海岸への道路が月曜日から閉鎖されていると述べた。", "ja"),
    ],
)
def test_running_text_tells_its_language(words, code):
    assert language_of(words) == code


@pytest.mark.parametrize("words", ["", "12 345 6", "Army shells hills", "Ann Lee Bo Day Cy Fox Di Gray Ed Hall Flo Ives Gus Jay Hal Kay"])
def test_few_words_and_lists_of_names_tell_none(words):
    assert language_of(words) is None


def test_codes_have_names_and_regions_are_dropped():
    assert (name_of("fr"), name_of("xx")) == ("French", "xx")
    assert [short_code(words) for words in ("en-US", "EN_gb", "English", None)] == ["en", "en", "English", None]
