"""Apart: English words that the stemmer takes for forms of others, and spellings that it takes for different words.

Each line of `GROUPS` has words that belong together and to no others of their stem: authority is no author.
"""

import re

GROUPS = """
important importance importantly
several
severe severely severity
authority authorities authoritative
authorise authorises authorised authorising authorize authorizes authorized authorizing authorization authorisation authorizations authorisations
minority minorities
majority majorities
personality personalities
socialism
nationalism
capitalism
imperialism
liberalism
absolutism
militarism
idealism
realism
materialism
federalism
colonialism
despotism
liberal liberals liberally
organic organically
organism organisms
mechanism mechanisms
morale
officer officers
finale finales
succession successions successive successively
polite politely politeness
customer customers
busy busier busiest busily
prisoner prisoners
commandment commandments
informal informally
quite
hardly
likely
likeness likenesses
suite suites
premiere premieres
animal animals
animate animates animated animating animation animations
convent convents
conversion conversions
conversely
humane humanely
nominal nominally
adamant
providence providential
diversion diversions
transition transitions transitional
department departments departmental
apartment apartments
exceptional exceptionally
executive executives
constitution constitutions constitutional constitutionally
positive positively
responsible responsibly responsibility responsibilities
celebrity celebrities
experiment experiments experimented experimenting experimental experimentally experimentation
emergency emergencies
temperance
decadent decadence
rational rationally
witness witnesses witnessed witnessing
corps
corporal corporals
cooper coopers
paine
harris
relativity
conservative conservatives conservatism
"""

# British spellings by their stems, each with the stem of the American one; both are indexed.
SPELLINGS = dict(
    pair.split("=")
    for pair in """
    defenc=defens offenc=offens licenc=licens pretenc=pretens centr=center theatr=theater metr=meter kilometr=kilomet
    fibr=fiber calibr=caliber sabr=saber sombr=somber spectr=specter lustr=luster meagr=meager sceptr=scepter
    programm=program grey=gray plough=plow waggon=wagon gaol=jail shew=show shewn=shown connexion=connect
    despatch=dispatch judgement=judgment acknowledgement=acknowledg mediaev=mediev manoeuvr=maneuv aeroplan=airplan
    sceptic=skeptic tsar=czar tzar=czar tsarist=czarist tsarism=czarism soviet=sovyet analys=analyz catalogu=catalog
    dialogu=dialog cosi=cozi storey=stori aluminium=aluminum jewelleri=jewelri
    """.split()
)
OUR = re.compile(
    "^((?:dis|mis|un)?(?:ard|arb|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od"
    "|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig))our"
)
ISE = re.compile("(?<=...)is$")


def _of_groups() -> dict[str, str]:
    return {word: f"en={words.split()[0]}" for words in GROUPS.strip().splitlines() for word in words.split()}


APART = _of_groups()  # by a word: a stem of its own


def american(stem: str) -> str:
    """Return the American stem of a stem in British spelling; any other stem as it is, or as none that there is."""
    return SPELLINGS.get(stem) or ISE.sub("iz", OUR.sub(r"\1or", stem))
