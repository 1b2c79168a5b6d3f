"""A crawler's state while it runs and after, and what of it survives a restart."""

from __future__ import annotations

import signal
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.crawling import Ground, classifier, ended, make_ground, tab_separated
from standin.testing.local_cloud import LocalCloud, unique

# So many that a crawl of them still runs when the next request comes.
MANY = [f"view=many/run={index}/a.csv" for index in range(100)]


@pytest.fixture
def ground(cloud: LocalCloud) -> Ground:
    return make_ground(cloud)


def test_a_running_crawler_cannot_be_started_and_can_be_stopped(ground: Ground) -> None:
    ground.put_all(MANY, tab_separated(("Id", "Name"), ("1", "a")))
    crawler, glue = ground.crawler(), ground.cloud.client("glue")
    glue.start_crawler(Name=crawler)
    with pytest.raises(ClientError) as refusal:
        glue.start_crawler(Name=crawler)
    assert refusal.value.response["Error"]["Code"] == "CrawlerRunningException"
    glue.stop_crawler(Name=crawler)
    assert ended(ground.cloud, crawler)["Status"] == "CANCELLED"
    with pytest.raises(ClientError, match="CrawlerNotRunning"):
        glue.stop_crawler(Name=crawler)


def test_a_setting_that_is_not_followed_here_fails_the_crawl(ground: Ground) -> None:
    crawler = ground.crawler(RecrawlPolicy={"RecrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"})
    last = ground.crawl(crawler)
    message = "RecrawlBehavior: got 'CRAWL_NEW_FOLDERS_ONLY', wanted 'CRAWL_EVERYTHING'"
    assert (last["Status"], last["ErrorMessage"]) == ("FAILED", message)


def test_a_classifier_survives_a_restart_and_a_crawl_does_not(own_cloud: LocalCloud) -> None:
    ground = make_ground(own_cloud)
    ground.put_all(MANY, tab_separated(("Id", "Name"), ("1", "a")))
    name = classifier(own_cloud, Delimiter="\t")
    crawler = ground.crawler(Classifiers=[name])
    own_cloud.client("glue").start_crawler(Name=crawler)
    own_cloud.end(signal.SIGTERM)
    own_cloud.start()
    assert ended(own_cloud, crawler)["Status"] == "FAILED"
    kept = own_cloud.client("glue").get_classifier(Name=name)["Classifier"]["CsvClassifier"]
    assert kept["Delimiter"] == "\t"
    assert ground.crawl(crawler)["Status"] == "SUCCEEDED"


def test_an_updated_classifier_is_another_version(cloud: LocalCloud) -> None:
    name = unique("classifier")
    rule = {"Name": name, "ContainsHeader": "PRESENT"}

    def resources(delimiter: str) -> dict[str, Any]:
        properties = {"CsvClassifier": {**rule, "Delimiter": delimiter}}
        return {"Classifier": {"Type": "AWS::Glue::Classifier", "Properties": properties}}

    stack = cloud.deploy(resources("\t"))
    cloud.deploy(resources(";"), stack)
    told = cloud.client("glue").get_classifier(Name=name)["Classifier"]["CsvClassifier"]
    assert (told["Delimiter"], told["Version"]) == (";", 2)
