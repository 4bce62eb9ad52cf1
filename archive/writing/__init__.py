"""Writing by programs: curators change records through the API, with tokens, as they would at the desk."""
