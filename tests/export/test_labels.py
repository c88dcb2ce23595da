from kg.export.labels import Box, Label, place_labels

CANVAS = Box(0, 0, 400, 200)


def test_a_label_stands_to_the_right_of_its_point_where_there_is_room():
    assert place_labels([("Dremna", (100, 100), 5, 10)], [], CANVAS) == [Label("Dremna", 109, 102.25, 10)]


def test_a_label_moves_to_the_left_at_the_edge():
    [label] = place_labels([("Dremna", (390, 100), 5, 10)], [], CANVAS)
    assert label.x < 390 - 32


def test_labels_cover_neither_points_nor_each_other():
    points = [(100 + 20 * number, 100) for number in range(5)]
    taken = [Box(x - 5, y - 5, 10, 10) for x, y in points]
    labels = place_labels([("name", point, 5, 10) for point in points], taken, CANVAS)
    boxes = [Box(label.x, label.y - 8, 21.6, 11.5) for label in labels]
    assert len(labels) == 5
    assert all(not box.overlap(other) for index, box in enumerate(boxes) for other in [*taken, *boxes[:index]])


def test_a_label_without_room_is_left_out_unless_it_is_among_the_first_ten():
    labels = place_labels([(f"name {number}", (200, 100), 5, 10) for number in range(40)], [], CANVAS)
    assert len(labels) >= 10
    assert len(labels) < 40
