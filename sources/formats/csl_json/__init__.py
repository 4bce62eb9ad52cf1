"""CSL-JSON."""

from sources.formats.csl_json.writing import write as write

name = "csl-json"
label = "CSL-JSON"
media_type = "application/vnd.citationstyles.csl+json"
suffix = ".json"
