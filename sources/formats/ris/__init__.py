"""RIS."""

name = "ris"
label = "RIS"
media_type = "application/x-research-info-systems"
suffix = ".ris"
