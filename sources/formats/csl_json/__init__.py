"""CSL-JSON."""

name = "csl-json"
label = "CSL-JSON"
media_type = "application/vnd.citationstyles.csl+json"
suffix = ".json"
