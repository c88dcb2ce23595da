"""Pages written for the tests, each as one kind of site dresses an article."""

BODY = [
    "The army said on Friday that it had taken the town of Tamber after three days of fighting in the hills around it.",
    "“We hold the bridge,” General Bo Day told reporters. “Nobody has crossed it since dawn.”",
    "About 600 civilians fled at night, the Ordun Basin Monitor said, and another 350 left during the day.",
    "The rebels denied that they had left. They said 12 of their men and 40 soldiers had been killed.",
]

#: A portal: menu above, captions with their cut copies, the article twice, teasers below.
PORTAL = f"""\
Connect with us

Hi, what are you looking for?

World

Army ‘takes’ Tamber after three days

-

{BODY[0]}

Soldiers stand on the bridge of the town of Tamber, which they...
Soldiers stand on the bridge of the town of Tamber, which they took
Ann LEE, NPA/AFP

{BODY[1]}

- 'Nobody' -

{BODY[2]}

{BODY[0].replace("the", "the")}

Soldiers stand on the bridge of the town of Tamber, which they...

Soldiers stand on the bridge of the town of Tamber, which they took
Ann LEE, NPA/AFP

{BODY[1].replace("“", '"').replace("”", '"')}

– ‘Nobody’ –

{BODY[2]}

{BODY[3]}

AFP
Written By

With 300 staff in 40 towns, AFP is a leading news agency that brings verified coverage of the day to all.

You may also like:

World

The president of Velmora is paying his second visit to the north in a year - Copyright POOL/AFP Bo DayThe...

Life

An expert explains why soup should be eaten slowly.
"""

#: A newspaper: imprint, byline, dates, imagery, a pull quote, a sign-off, comments.
NEWSPAPER = f"""\
The Morvitz Gazette

Army takes Tamber, rebels deny it

Bridge fell at dawn on the third day, says general

By Ann Lee and Cy Fox

Published: 8 March 2024
Updated: 9 March 2024

Share

TAMBER, Velmora (NPA) — {BODY[0]}

This handout photo released on March 7, 2024 shows the bridge of Tamber. (AP Photo/Di Gray)

{BODY[1]}

NOBODY HAS CROSSED IT SINCE DAWN

Read more: The bridge and its builders

{BODY[2]}

A bridge too many

{BODY[3]} {BODY[0]}

Reporting by Ann Lee in Tamber; editing by Bo Day

© 2024 The Morvitz Gazette. All rights reserved.

Comments

The Gazette moderates all comments. Be polite to other readers, please, and stay with the subject.

Army takes Tamber, rebels deny it

{BODY[2].replace("600", "700")}
"""

#: A blog that copies an agency: paragraphs without blank lines, the section and the headline again.
BLOG = f"""\
Army takes Tamber after three days

Bridge fell at dawn.

Velmora war news
Army takes Tamber after three days\u00a0
{BODY[0]}
{BODY[1]}
- 'Nobody crossed' -
{BODY[2]}
{BODY[3]}



Popular posts from this blog

How a storm stopped the football cup

{BODY[0].replace("Tamber", "Dremna")}
"""
