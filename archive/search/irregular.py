"""Irregular English words: forms that have no stem in common with the word that they are of."""

from collections.abc import Iterator

FORMS = """
be am is are was were been being wast wert; have has had having hath hast; do does did done doth dost; go goes went gone
say said saith; see saw seen; make made; take took taken; come came; give gave given; get got gotten; know knew known
think thought; tell told; become became; leave left; find found; feel felt; bring brought; begin began begun; keep kept
hold held; write wrote written; stand stood; hear heard; mean meant; meet met; run ran; pay paid; sit sat
speak spoke spoken spake; lead led; grow grew grown; lose lost; fall fell fallen; send sent; build built
understand understood; draw drew drawn; break broke broken; spend spent; rise rose risen; drive drove driven
buy bought; wear wore worn; choose chose chosen; seek sought; throw threw thrown; catch caught; win won; fight fought
teach taught; eat ate eaten; sing sang sung; strike struck stricken; hang hung; shake shook shaken; ride rode ridden
feed fed; shoot shot; drink drank drunk; forget forgot forgotten; fly flew flown; steal stole stolen; sleep slept
swear swore sworn; sink sank sunk sunken; flee fled; forgive forgave forgiven; bear bore borne born; bind bound
shine shone; sell sold; show shown; arise arose arisen; awake awoke awoken; blow blew blown; breed bred; burn burnt
cling clung; creep crept; deal dealt; dig dug; dream dreamt; fling flung; forbid forbade forbidden; freeze froze frozen
grind ground; hide hid hidden; kneel knelt; lay laid; lean leant; leap leapt; learn learnt; lend lent; light lit
mistake mistook mistaken; overcome overcame; ring rang rung; smell smelt; spell spelt; spill spilt; spin spun; spit spat
spring sprang sprung; stick stuck; sting stung; stride strode; string strung; strive strove striven; sweep swept
swim swam swum; swing swung; tear tore torn; tread trod trodden; wake woke woken; weave wove woven; weep wept; wind wound
withdraw withdrew withdrawn; undertake undertook undertaken; undergo underwent undergone; behold beheld; bite bit bitten
bleed bled; beat beaten; bend bent; beget begot begotten; slay slew slain; smite smote smitten; shrink shrank shrunk
slide slid; sling slung; speed sped; stink stank; sew sewn; sow sown; mow mown; prove proven; swell swollen; hew hewn
wring wrung; bid bade bidden; foresee foresaw foreseen; withstand withstood; undo undid undone; overthrow overthrew
overthrown; partake partook partaken; forsake forsook forsaken; foretell foretold; uphold upheld; abide abode
i me; we us; he him; she her; they them; who whom; thou thee; a an
man men; woman women; child children; foot feet; tooth teeth; mouse mice; goose geese; ox oxen; penny pence; louse lice
life lives; wife wives; knife knives; leaf leaves; half halves; wolf wolves; thief thieves; self selves; loaf loaves
shelf shelves; calf calves; sheaf sheaves; elf elves; hoof hooves; scarf scarves; gentleman gentlemen
datum data; criterion criteria; phenomenon phenomena; medium media; crisis crises; basis bases; analysis analyses
thesis theses; hypothesis hypotheses; axis axes; stimulus stimuli; radius radii; nucleus nuclei; formula formulae
index indices; matrix matrices; appendix appendices; stratum strata; memorandum memoranda; oasis oases; fungus fungi
good better best; well better best; bad worse worst; far further furthest farther farthest; little less least
die died dies dying; lie lay lain lying; tie tying; this these; that those
bereave bereft; beseech besought; chide chid chidden; cleave clove cloven; clothe clad; dwell dwelt; gild gilt; gird girt
heave hove; melt molten; rend rent; saw sawn; shave shaven; shear shorn; shoe shod; sneak snuck; spoil spoilt; strew strewn
thrive throve thriven; work wrought; dye dyed dyeing; free freed; befall befell befallen; panic panicked panicking
picnic picnicked picnicking; traffic trafficked trafficking; mimic mimicked mimicking; frolic frolicked frolicking
focus foci focussed focussing; bias biases biased; gas gases; bus buses; alias aliases; canvas canvases; lens lenses
atlas atlases; axe axes axed; quiz quizzes; die dice; brother brethren; dwarf dwarves; wharf wharves; bureau bureaus bureaux
plateau plateaux; tableau tableaux; chateau chateaux; beau beaux; cherub cherubim; seraph seraphim; alumnus alumni
apex apices; auditorium auditoria; automaton automata; bacterium bacteria; diagnosis diagnoses; emphasis emphases
erratum errata; metamorphosis metamorphoses; neurosis neuroses; parenthesis parentheses; psychosis psychoses
schema schemata; synthesis syntheses; addendum addenda; aquarium aquaria; larva larvae; vertebra vertebrae; genus genera
opus opera; corpus corpora; locus loci; terminus termini; tempo tempi; virtuoso virtuosi; bandit banditti; mister mr messrs
"""
ADJECTIVES = """
great high low large old young new small long short strong weak fast slow hard soft few near late early dark light deep
wide narrow rich poor clear close cold warm hot big sad fat thin wise brave noble simple gentle able strange true safe
fine wild mild bold bright broad cheap clean dear fair firm free fresh full grand harsh kind loud mean neat pale plain
proud pure quick quiet rare rough sharp sick smart smooth steep stern sweet swift tall thick tight tough vast warm
acute ample apt bald bare base bitter black bland blank bleak blind blunt brief brisk brittle broke brown calm chaste chill
close coarse common cool costly coarse crisp crude cruel cute damp dead dense dim dull dumb eager faint false fierce fit
flat fond foul frail frank gaunt gay grave green grey grim gross handsome harsh hoarse humble idle ill intense just keen lame
large lax lean level limp loose mad mature mellow minute moist naked narrow nasty nimble obscure odd pleasant polite poor
profound prompt queer raw red remote rich right ripe rude secure serene severe shallow sheer shrewd shrill simple sincere
slack sleek slender slick slight slim sly snug sober solemn solid soon sore sour spare sparse square stale stark stiff
stout straight strict stupid subtle supreme sure tame tender tense thorough timid tiny trim unkind vague vain weird wet white
wicked yellow airy bloody bulky chilly clumsy cloudy costly cosy crazy curly dainty deadly dusty fancy filthy fluffy foggy
friendly funny gloomy greedy guilty handy hardy hasty haughty hazy icy jolly kindly lazy likely lively lofty lousy mighty
merry misty moody muddy murky naughty noisy petty pricey rainy risky rocky ruddy rusty sandy scanty scary shabby shady shaky
shiny silly sketchy skinny sleepy slimy sloppy sorry speedy spicy stately steady sticky stormy sturdy sunny thirsty thrifty
tidy timely tricky unhappy wary weary weighty windy witty worldly
happy easy heavy busy holy mighty worthy lovely lonely angry hungry ready healthy wealthy lucky pretty ugly dirty dry
"""


DOUBLED = ("hot", "big", "sad", "fat", "thin", "dim", "fit", "flat", "mad", "red", "slim", "trim", "wet")
PREFIXES = ("over", "under", "out", "re", "fore", "un", "mis", "with", "be", "up", "in", "inter", "after", "counter")
ENDINGS = {"men": "man", "children": "child", "wives": "wife", "feet": "foot", "teeth": "tooth", "geese": "goose"}
SHORTEST = 3  # that a word must have before one of these endings
# Endings of regular forms of which the stemmer makes another stem than of the word.
REGULAR = {"ced": "ce", "cing": "ce", "ffed": "ff", "ffing": "ff", "ued": "ue", "uing": "ue", "xes": "x"}
ARCHAIC = "eth"  # of a verb, as in cometh and maketh


def _of_forms() -> dict[str, str]:
    groups = [forms.split() for line in FORMS.splitlines() for forms in line.split(";")]
    return {form: group[0] for group in reversed(groups) for form in group}


def _compared(word: str) -> dict[str, str]:
    """Return the comparative and the superlative of an adjective, each with the adjective."""
    base = word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")
    if word in DOUBLED:
        base += word[-1]
    return dict.fromkeys((base + "er", base + "est"), word)


IRREGULAR = {form: found for word in ADJECTIVES.split() for form, found in _compared(word).items()} | _of_forms()


def lemmas_of(word: str) -> Iterator[str]:
    """Yield the words of which one may be a form that the stemmer does not know; some of them nobody has ever used."""
    if word in IRREGULAR:
        yield IRREGULAR[word]
    for ending, lemma in ENDINGS.items():
        if word.endswith(ending) and len(word) >= len(ending) + SHORTEST:
            yield word.removesuffix(ending) + lemma
    for prefix in PREFIXES:
        if word.startswith(prefix) and (rest := word[len(prefix) :]) in IRREGULAR and len(rest) >= SHORTEST:
            yield prefix + IRREGULAR[rest]
    for ending, base in REGULAR.items():
        if word.endswith(ending):
            yield word.removesuffix(ending) + base
    if word.endswith(ARCHAIC) and len(word) >= len(ARCHAIC) + SHORTEST:
        yield from (word[:-3], word[:-2])
