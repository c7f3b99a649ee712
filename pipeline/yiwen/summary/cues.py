"""Words and patterns by which the lines and sentences of a work report are judged.

They are of the genre (Chinese government reports in English, their newspaper and blog pages), not of one report.
"""

import re

FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am among an and any are as at be because been before being
    below between both but by can could did do does doing during each either for from further had has have having
    he her here hers him his how i if in into is it its itself just may me might more most must my neither no nor
    not now of off on once only or other our ours out over own per shall she should since so some such than that
    the their theirs them then there these they this those through to too under until up upon us very was we were
    what when where which while who whom whose why will with within without would you your yours""".split()
)

# Light verbs and fillings that every report has in every paragraph: they carry no topic.
GENRE_WORDS = frozenset(
    """according area around city continue continued continues county development district implement implementation
    including made make new number percent promote promoted province relevant various well work year years""".split()
)

SLOGANS = frozenset(
    """actively adhere adhered adheres adhering anchor charge comprehensively conscientiously courage decisive
    deployment deployments earnestly endeavor endeavour fighting firmly forge forging forward fulfil grasp hand
    heart horn insist insists inspire inspired inspires keep mighty mission must necessary persist race resolutely
    seize shall solidly sounded spirit sprint strive strives striving struggle thoroughly thought thoughts tide
    unite unswerving unswervingly vanguard vigorously vitality wholeheartedly wind""".split()
)

# What a result reads like, as against a wish: Edmundson's bonus words (1969), for this genre.
RESULTS = frozenset(
    """accounted accounting achieved added adjusted amounted arranged attracted averaged began begin brought built
    commenced completed contracted created cumulative cumulatively cut declined decreased delivered earmarked
    eased edged established exceeded expanded fell finished generated granted grew improved increased introduced
    invested issued launched moderated moved opened overall picked raised ranked reached recorded reduced
    registered released remained resumed rolled rose secured set signed slowed softened stood strengthened
    supplied total totaled totalled trained treated won""".split()
)

# What judges the whole, as against one more item of it.
ASSESSMENTS = frozenset(
    """amid better breakthrough continued despite enhanced faster fastest healthy highest improved largest lowest
    notwithstanding overall progress ranked record remain remained remains resilience resilient robust
    significantly slower smooth smoothly sound stability stable steadily steady strengthened substantial
    successful successfully worse""".split()
)

POSTS = frozenset(
    """chair chairman chairperson chairwoman commander commissioner comrade comrades conference congress deputy
    director governor inspector leader leaders mayor member minister president secretary vice""".split()
)


# A sentence that opens with one of these leans on the sentence before it.
LEANING = re.compile(
    r"(?:It(?!\s+(?:is|was|will be)\s+(?:\w+ly\s+)?(?:(?:necessary|important|essential|imperative|clear|worth|noted|"
    r"vital|crucial|possible|difficult)\b|(?:expected|estimated|reported|learned|understood|hoped)\s+that\b|"
    r"(?:planned|proposed)\s+(?:that\b|to\s+(?!be\b))))|"
    r"They|He|She|These|Those|Such|Both|Its|Their|His|Her|The (?:former|latter|same|other|others|two|three|four|above|"
    r"remaining|rest)|"
    r"This(?!\s+(?:year|month|week|quarter|morning|afternoon|evening|spring|summer|autumn|winter|time)\b)|That|"
    r"However|Nevertheless|Nonetheless|Yet|But|And|So|Or|Thus|Therefore|Hence|Consequently|Accordingly|As such|"
    r"As a result|For example|For instance|Conversely|Instead|Otherwise|Likewise|Similarly|On the other hand|"
    r"In contrast|By contrast|In this|In these|In that|In those|With this|With these|To this end|To that end|"
    r"Under th[ei]s\w*|"
    r"Among (?:them|these|those|which)|Of (?:them|these|those|which)|Half of|Another|Next|Then|After (?:that|this|"
    r"completion)|"
    r"(?:In|Over|During|For) the same (?:period|year|month|quarter)|"
    r"Separately|Specifically|Subsequently|At that|At this|On this|For this|Through (?:this|these)|Apart from|"
    r"Other |Some |"
    r"Follow-up)\b"
)

# A sentence whose subject is a definite noun that only an earlier sentence explains.
DEFINITE = re.compile(
    r"The\s+(?:company|enterprise|enterprises|firm|plant|factory|project|projects|bureau|meeting|conference|symposium|"
    r"event|ceremony|delegation|group|agreement|initiative|initiatives|programme|program|scheme|survey|review|ratio|"
    r"adjustment|movements?|requirements?|person in charge)\b(?!\s+(?:of|for|on|in)\b)"
)
# What points back from within a sentence; "those who" and "these three years" do not.
POINTING = re.compile(
    r"\b(?:these|those)\s+(?!as\b|that\b|who\b|which\b|of\b|in\b|with\b|from\b|on\b|at\b|for\b|are\b|were\b|"
    r"(?:\w+\s+)?(?:years|months|weeks|days|periods)\b)(?P<what>[a-z-]+)"
    r"|\bthe (?:above|aforementioned|above-?mentioned|foregoing)[\s-]+(?P<named>[a-z]+)"
)
# A purpose and no deed: "To improve the roads and the bridges of the county."
PURPOSE = re.compile(r"(?:In order )?[Tt]o\s+(?:\w+ly\s+)?[a-z]+\b")
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|shall|did|does|do|\w+ed|rose|fell|grew|held|"
    r"built|set|put|led|made|took|began|became|brought|gave|kept|met|paid|saw|sent|spent|won)\b"
)
OUGHT = re.compile(r"\b(?:must|ought to|(?:it is|was) (?:necessary|imperative|essential) to)\b", re.IGNORECASE)
MEETING = re.compile(r"The\s+(?:meeting|conference|symposium|session|forum|plenary)\b", re.IGNORECASE)
MEETING_HELD = re.compile(
    r"\b(?:meeting|conference|symposium|session|forum|congress|plenary|summit)\b.{0,80}?"
    r"\b(?:was|were|is|successfully)\s+(?:\w+\s+)?(?:held|convened|opened)\b|\b(?:held|convened|"
    r"organi[sz]ed)\s+(?:an?|the|its)\b"
    r".{0,90}?\b(?:meetings?|conference|symposium|session|forum|summit)\b",
    re.IGNORECASE | re.DOTALL,
)

# A meeting was held, and the sentence ends there: what it was about is in the ones that follow.
BARE_MEETING = re.compile(
    r"\b(?:meeting|conference|symposium|session|forum|congress|plenary|summit|ceremony|event)\b[^.]*?\b(?:was|were)\s+"
    r"(?:\w+ly\s+)?(?:held|convened|opened)(?:\s+(?:in|at)\s+[\w' ]{2,40})?\.$"
    r"|\b(?:held|convened|organi[sz]ed)\s+(?:an?|the|its)\s[^.,]{0,60}\b(?:meeting|conference|symposium|session|forum|"
    r"congress|summit|ceremony|event)\.$",
    re.IGNORECASE,
)

ATTENDANCE = re.compile(
    r"\b(?:attended|participated in|took part in|were present at|was present at|presided over|chaired|accompanied|"
    r"made exchanges|delivered (?:a |an )?speech(?:es)?|made (?:a )?speech(?:es)?)\b",
    re.IGNORECASE,
)

DEFINING = re.compile(
    r"\b(?:refers to|is defined as|are defined as|comprises?|consists? of|is composed of|are composed of|means that|"
    r"is responsible for|are responsible for|is to|are to|aims? to|is designed to|are designed to|in accordance with|"
    r"pursuant to|stands ready)\b"
)

# A bare verb in front: an order, or machine output that lost its subject.
SUBJECTLESS = frozenset(
    """accelerate accelerated actively adhere adhering aim aiming anchor apply attract attracting based build
    building carried carry center centering clarify complete completed comply conscientiously consolidate continue
    coordinate create cultivate deepen deeply deploy develop do efforts enhance ensure establish expand explore
    facing firmly focus focusing follow fully further give grasp guide guided highlight implement implemented
    improve increase innovate insist introduced invest keep launch launched lead leading let make making optimise
    optimize organize persist plan promote promoted promoting provide pursue put raise realize relying resolutely
    seek seize solidly speed step strengthen strengthening strictly strive striving successfully support take
    taking unify uphold vigorously we work""".split()
)

LABEL = re.compile(
    r"(?:chart|table|figure|fig\.|photo|picture|image|box|diagram|exhibit|annex|graph|sources?|notes?|remarks?)"
    r"(?:\s*\d+(?:[.\-]\d+)*\b|\s*:|\s+to\s+table\b)",
    re.IGNORECASE,
)
SHOWN = re.compile(
    r"\b(?:the (?:picture|photo|photograph|image|figure|map) (?:above |below |on the \w+ )?(?:shows|is of)|"
    r"pictured(?:\s+is)?:|"
    r"photo (?:by|courtesy)|file photo|table \d+ (?:contains|shows|summari[sz]es|sets out)|"
    r"(?:is|are) (?:shown|set out|summari[sz]ed|provided|given|listed) (?:in|on) (?:the )?(?:table|chart|figure|"
    r"annex|page|appendix))",
    re.IGNORECASE,
)
INNER_LABEL = re.compile(r"\((?:see )?(?:charts?|tables?|figures?|annex(?:es)?|appendix|box)\s", re.IGNORECASE)

COMMENTS = re.compile(r"(?:no|\d+)\s+comments?\b|post a comment|leave a (?:comment|reply)", re.IGNORECASE)
FURNITURE = re.compile(
    r"(?:no comments|\d+ comments?|post a comment|leave a (?:comment|reply)|newer posts?|older posts?|"
    r"previous (?:post|article|page)|"
    r"next (?:post|article|page)|related (?:posts?|articles?|news)|share (?:this|to|on)|subscribe|sign in|log in|"
    r"read more|"
    r"click (?:here|to)|back to top|print(?: this)?(?: page)?|scan the|editor(?:-in-charge)?:|responsible editor|"
    r"edited by|"
    r"language:|home(?:page)?\s*[>|/]|home about\b|about .{0,60}\bservices$|updated:|last (?:updated|modified)|"
    r"source:|sources:|author:|views:|keywords:|tags?:|"
    r"copyright|©|all rights reserved|presented by|powered by|icp\b|contact us|privacy policy|terms of use|"
    r"sitemap|page \d+(?: of \d+)?$)",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"\ball rights reserved\b|©|\bcopyright \d{4}", re.IGNORECASE)
TIMESTAMP = re.compile(r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}\b")
DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+)?(?:january|february|march|april|may|june|"
    r"july|august|"
    r"september|october|november|december)\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?\d{4}\.?$|"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\.?$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"[(（\[]\s*(?:(?i:text|photos?|reporters?|correspondents?|by)\b[^)）\]]*|"
    r"(?:[A-Z][\w'’.-]*\s*){1,4}(?:,\s*(?:[A-Z][\w'’.-]*\s*){1,4})*)[)）\]]\.?$|"
    r"[□■◆●]?\s*(?:[A-Z]\w+\s+){0,4}(?:reporters?|correspondents?|intern)\b[:/]?\s+(?:[A-Z]|and\b)[^.!?]*$|"
    r"by\s+(?:[A-Z][\w'’.-]+\s*){1,4}$"
)

BACK_MATTER = re.compile(
    r"\b(?:annex(?:es)?|appendix|appendices|notes? to|explanation of terms|explanatory notes?|glossary|"
    r"bibliography|references|"
    r"abbreviations|table of contents|contents|auditor|audit (?:report|commission|opinion)|acknowledg\w+|"
    r"disclaimer|contact|"
    r"organi[sz]ation chart|accounting policies|statement of compliance|key audit matters?)\b",
    re.IGNORECASE,
)
OVERVIEW = re.compile(
    r"\b(?:overview|summary|highlights?|in review|review of|key (?:results|achievements|figures|points)|"
    r"main (?:results|work)|"
    r"achievements|results|performance|at a glance|retrospect\w*)\b",
    re.IGNORECASE,
)

# A newspaper's credit near the front of the text: "City Daily News (Reporter/A, B)", "Our reporter A".
CREDIT = re.compile(r"\b(?:reporters?|correspondents?|news agency|daily(?: news)?)\b", re.IGNORECASE)
