from __future__ import annotations

import pytest
from plant.delivery import Draw
from plant.webapi.sources.cases import STRANGE_NAME, cases_system
from plant.webapi.sources.load import load_system
from plant.webapi.sources.reactor import reactor_system
from plant.webapi.sources.refinery import refinery_system
from webapi_client import Client, talking


def test_the_home_page_leads_to_both_kinds_of_servers(cases: Client) -> None:
    links = cases.get("").json["Links"]
    names = [cases.get(links[kind]).items[0]["Name"] for kind in ("DataServers", "AssetServers")]
    assert names == ["CASEDA", "CASEAF"]


def test_the_tree_is_walked_by_its_links_down_to_the_points(cases: Client) -> None:
    databases = cases.get(cases.get("assetservers").items[0]["Links"]["Databases"]).items
    element = cases.get(databases[0]["Links"]["Elements"]).items[0]
    area = cases.get(element["Links"]["Elements"]).items[0]
    pump = cases.get(area["Links"]["Elements"]).items[0]
    level, maker = cases.get(pump["Links"]["Attributes"]).items
    assert (pump["Path"], pump["TemplateName"], pump["HasChildren"]) == (
        r"\\CASEAF\Cases\All\Area/1\Pump 1",
        "Pump",
        False,
    )
    assert cases.get(level["Links"]["Point"]).json["Path"] == r"\\CASEDA\CASE.ORDINARY"
    assert (maker["DataReferencePlugIn"], "Point" in maker["Links"]) == ("", False)
    assert (
        cases.get(maker["Links"]["Value"]).json["Value"]
        == cases.get(f"attributes/{maker['WebId']}/value").json["Value"]
        == "ACME"
    )
    assert [each["Name"] for each in cases.get(level["Links"]["Attributes"]).items] == ["Limit High"]


def test_a_point_says_what_it_is(cases: Client) -> None:
    point = cases.get(f"points/{cases.point('CASE.DIGITAL')}").json
    assert {name: point[name] for name in ("PointType", "DigitalSetName", "Step", "Future", "Zero", "Span")} == {
        "PointType": "Digital",
        "DigitalSetName": "Pump States",
        "Step": True,
        "Future": False,
        "Zero": 0.0,
        "Span": 100.0,
    }


def test_attributes_of_a_point_are_told_by_name(cases: Client) -> None:
    web_id = cases.point("CASE.FUTURE")
    found = cases.get(f"points/{web_id}/attributes", name=["future", "compmax"]).items
    assert [(each["Name"], each["Value"]) for each in found] == [("future", 1), ("compmax", 28_800)]
    assert cases.get(f"points/{web_id}/attributes", name="nonsense").status == 400


def test_states_of_a_digital_set_have_their_codes(cases: Client) -> None:
    sets = cases.get(cases.get("dataservers").items[0]["Links"]["EnumerationSets"]).items
    assert [each["Name"] for each in sets] == ["SYSTEM", "Pump States"]
    values = cases.get(sets[1]["Links"]["Values"]).items
    assert [(each["Name"], each["Value"]) for each in values] == [("Off", 0), ("On", 1), ("Trip", 2), ("Bad", 246)]


def test_pages_of_a_collection_hold_each_of_it_once(cases: Client) -> None:
    url: str | None = cases.get("dataservers").items[0]["Links"]["Points"] + "?maxCount=5"
    names, pages = [], 0
    while url:
        page = cases.get(url).json
        names += [each["Name"] for each in page["Items"]]
        url, pages = page["Links"].get("Next"), pages + 1
    assert (len(names), len(set(names)), pages) == (21, 21, 5)


def test_a_page_of_a_collection_holds_a_thousand_unless_more_are_asked_for() -> None:
    with talking([load_system(2_500, points=2_500)]) as client:
        points = client.get("dataservers").items[0]["Links"]["Points"]
        assert [
            len(client.get(points, **asked).items) for asked in ({}, {"maxCount": 2_000}, {"startIndex": 2_000})
        ] == [
            1_000,
            2_000,
            500,
        ]


def test_an_element_filter_finds_by_name(cases: Client) -> None:
    points = cases.get("dataservers").items[0]["Links"]["Points"]
    assert [each["Name"] for each in cases.get(points, nameFilter="case.d*").items] == ["CASE.DIGITAL", "CASE.DELETED"]


def test_a_search_of_the_full_hierarchy_goes_down_to_the_leaves(cases: Client) -> None:
    database = cases.get("assetdatabases", path=r"\\CASEAF\Cases").json
    found = cases.get(database["Links"]["Elements"], searchFullHierarchy="true").items
    assert [each["Name"] for each in found] == ["All", "Area/1", "Pump 1"]


def test_nested_attributes_are_found_where_the_full_hierarchy_is_asked_for(cases: Client) -> None:
    pump = cases.get("elements", path=r"\\CASEAF\Cases\All\Area/1\Pump 1").json
    found = cases.get(pump["Links"]["Attributes"], searchFullHierarchy="true").items
    assert [each["Name"] for each in found] == ["Level (estimated)", "Limit High", "Maker"]


def test_a_name_with_signs_of_a_url_is_found_by_its_path(cases: Client) -> None:
    assert cases.get("points", path=rf"\\CASEDA\{STRANGE_NAME}").json["Name"] == STRANGE_NAME


def test_both_forms_of_a_web_id_name_the_same(cases: Client) -> None:
    full = cases.get("points", path=r"\\CASEDA\CASE.QUIET").json["WebId"]
    short = cases.get("points", path=r"\\CASEDA\CASE.QUIET", webIdType="IDOnly").json["WebId"]
    assert (full[0], short[0]) == ("F", "I")
    assert cases.get(f"points/{full}").json["Id"] == cases.get(f"points/{short}").json["Id"]


def test_of_many_paths_each_has_its_own_error_and_the_answer_is_a_207(cases: Client) -> None:
    answer = cases.get("points/multiple", path=[r"\\CASEDA\CASE.QUIET", r"\\CASEDA\NONE"])
    found, missing = answer.items
    assert (answer.status, found["Object"]["Name"], found["Exception"]) == (207, "CASE.QUIET", None)
    assert (missing["Object"], len(missing["Exception"]["Errors"])) == (None, 1)


FIELDS = {
    "dataservers": "Id IsConnected Links Name Path ServerTime ServerVersion WebId",
    "assetservers": "Description ExtendedProperties Id IsConnected Links Name Path ServerTime ServerVersion WebId",
    "points": "Descriptor DigitalSetName DisplayDigits EngineeringUnits Future Id Links Name Path PointClass PointType "
    "Span Step WebId Zero",
    "elements": "CategoryNames Description Errors ExtendedProperties HasChildren Id Links Name Path Paths TemplateName WebId",
    "attributes": "CategoryNames ConfigString DataReference DataReferencePlugIn DefaultUnitsName DefaultUnitsNameAbbreviation Description "
    "DisplayDigits HasChildren Id IsConfigurationItem IsExcluded IsHidden IsManualDataEntry Links Name Path Paths Span Step TraitName Type "
    "TypeQualifier WebId Zero",
    "elementtemplates": "AllowElementToExtend BaseTemplate CanBeAcknowledged CategoryNames Description ExtendedProperties Id InstanceType "
    "Links Name NamingPattern Path Severity WebId",
    "enumerationsets": "Description Id Links Name Path WebId",
    "enumerationvalues": "Description Id Links Name Parent Path Value WebId",
}
"""Fields of each kind in the samples of AVEVA's reference."""
ONE_OF = {
    "dataservers": r"\\PIServers[CASEDA]",
    "assetservers": r"\\CASEAF",
    "points": r"\\CASEDA\CASE.QUIET",
    "elements": r"\\CASEAF\Cases\All",
    "attributes": r"\\CASEAF\Cases\All|QUIET",
    "elementtemplates": r"\\CASEAF\Cases\ElementTemplates[Pump]",
    "enumerationsets": r"\\CASEAF\Cases\EnumerationSets[Pump States]",
    "enumerationvalues": r"\\CASEAF\Cases\EnumerationSets[Pump States]\Trip",
}


@pytest.mark.parametrize("collection", FIELDS)
def test_an_object_has_the_fields_of_the_reference(cases: Client, collection: str) -> None:
    assert sorted(cases.get(collection, path=ONE_OF[collection]).json) == FIELDS[collection].split()


@pytest.mark.parametrize(
    ("collection", "marker", "length"),
    [
        ("dataservers", "I1DS", 22),
        ("assetservers", "I1RS", 22),
        ("points", "I1DP", 22 + 6),
        ("elements", "I1Em", 44),
        ("attributes", "I1AbE", 66),
        ("elementtemplates", "I1ET", 44),
        ("enumerationsets", "I1MSR", 44),
        ("enumerationvalues", "I1MVR", 66),
    ],
)
def test_a_web_id_without_a_path_is_as_long_as_the_reference_says(
    cases: Client, collection: str, marker: str, length: int
) -> None:
    web_id = cases.get(collection, path=ONE_OF[collection], webIdType="IDOnly").json["WebId"]
    assert (web_id[: len(marker)], len(web_id) - len(marker)) == (marker, length)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("points/nonsense", 400),
        ("points/F1DPnone", 404),
        ("streams/F1AbEnone/recorded", 404),
        ("elements/F1DPnone", 400),
        ("points?path=\\\\CASEDA\\NONE", 404),
        ("points", 400),
        ("nonsense", 404),
        ("elements/F1Emnone/points", 404),
    ],
)
def test_what_is_not_there_is_refused_with_a_reason(cases: Client, path: str, status: int) -> None:
    answer = cases.ask("GET", f"/piwebapi/{path}".replace("\\", "%5C"))
    assert answer.status == status
    assert len(answer.json["Errors"]) == 1


def test_the_reactors_archive_is_what_the_plant_plays() -> None:
    system = reactor_system(Draw(7, "east-chemicals"), 60)
    with talking([system]) as client:
        unit = client.get("elements", path=r"\\TEP\Plant\Unit 1").json
        sets = client.get(unit["Links"]["RecordedData"], startTime="2026-01-01", endTime="2026-01-02").items
    served = {item["Path"].rpartition("|")[2]: len(item["Items"]) for item in sets}
    held = {
        attribute.name: len(attribute.point.archive)
        for attribute in system.databases[0].elements[0].attributes
        if attribute.point
    }
    assert served == held
    assert (
        sum(
            value["Value"] == {"Name": "I/O Timeout", "Value": 246, "IsSystem": True}
            for item in sets
            for value in item["Items"]
        )
        == 52
    )


def test_the_refinery_has_its_states_under_their_codes() -> None:
    with talking([refinery_system(400)]) as client:
        unit = client.get("elements", path=r"\\REFAF\Refinery\Process Unit").json
        sets = client.get(
            unit["Links"]["RecordedData"], startTime="2017-12-01", endTime="2018-02-01", maxCount=400
        ).items
    codes = {value["Value"]["Value"] for item in sets for value in item["Items"] if isinstance(value["Value"], dict)}
    assert (len(sets), codes <= {294, 300, 307}) == (108, True)
    assert sets[0]["Items"][0]["Timestamp"] == "2017-12-24T02:00:00Z"


def test_two_systems_are_two_servers_of_each_kind() -> None:
    with talking([cases_system(), reactor_system(Draw(7, "x"), 60)]) as client:
        assert [each["Name"] for each in client.get("dataservers").items] == ["CASEDA", "TEPDA"]
        assert client.get("assetservers", name="tep").json["Name"] == "TEP"


def test_points_come_go_and_change_their_names_with_the_clock() -> None:
    with talking([cases_system()], now=0) as client:
        client.control("clock", {"now": "2026-01-01T06:00:00+00:00"})
        before = names_of(client)
        old = client.get("points", path=r"\\CASEDA\CASE.OLD_NAME").json
        attribute = client.get("attributes", path=r"\\CASEAF\Cases\All|OLD_NAME").json
        client.control("clock", {"now": "2026-01-01T12:00:00+00:00"})
        after = names_of(client)
        assert before - after == {"CASE.DELETED_POINT", "CASE.OLD_NAME"}
        assert after - before == {"CASE.ADDED", "CASE.NEW_NAME"}
        assert client.get("points", path=r"\\CASEDA\CASE.OLD_NAME").status == 404
        assert client.get(f"attributes/{attribute['WebId']}").json["Name"] == "NEW_NAME"
        renamed = client.get(f"points/{old['WebId']}").json
        assert (renamed["Name"], renamed["Id"], renamed["WebId"] == old["WebId"]) == ("CASE.NEW_NAME", old["Id"], False)


def test_an_attribute_of_another_unit_is_the_same_attribute() -> None:
    found = []
    for hour in ("06", "18"):
        with talking([cases_system()], now=0) as client:
            client.control("clock", {"now": f"2026-01-01T{hour}:00:00+00:00"})
            attribute = client.get("attributes", path=r"\\CASEAF\Cases\All|UNIT_CHANGED").json
            value = client.get(attribute["Links"]["EndValue"]).json
            found.append((attribute["WebId"], attribute["DefaultUnitsNameAbbreviation"], value["UnitsAbbreviation"]))
    assert [each[1:] for each in found] == [("degC", "degC"), ("degF", "degF")]
    assert found[0][0] == found[1][0]


def names_of(client: Client) -> set[str]:
    return {each["Name"] for each in client.get(client.get("dataservers").items[0]["Links"]["Points"]).items}
