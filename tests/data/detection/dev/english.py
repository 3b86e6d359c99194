"""English texts to look at while detectors are worked on: ``{slot}``, ``[one|of|these]``."""

HOLDING = r"""
support-mail: Hi team, [my|the] order never arrived. You can reach me at {email} or on {phone}. [Thanks|Cheers], {person}
signature: Best regards,\n{person}\n[Head of Procurement|Senior Nurse|Staff Engineer]\n{street}\nTel: {phone}\n{email}
crm-note: Spoke with {person} [this morning|on Friday]; she moved from {city} to {city} and wants invoices sent to {email}.
kyc: Applicant: {person}. Date of birth: {dob}. Passport number {passport}. Resident at {street}.
hr-record: Employee {person}, DOB {dob}, SSN {ssn}, salary account {bank} at the credit union.
clinic: {person} (born {dob}) was seen for {health}; follow-up call to {phone}.
wire: Please wire the balance to {iban}, account holder {person}, [ref|reference] {n}.
card-chat: my card is {card} exp 04/29 cvv 123 and it keeps getting declined??
police: The driver, identified as {person}, driving licence {licence}, was travelling from {city} to {city} when the collision occurred.
it-ticket: Laptop of {first} lost wifi again. IP {ip}, MAC {mac}. Assigned to {person}.
log-line: 2026-03-0{d} 11:2{d}:08 login failed for user {email} from {ip} after {d} attempts
devops: Rotated the leaked key {secret} [yesterday|last night]; the old one was in {first}'s dotfiles.
env-file: export API_KEY={secret}\nexport REGION=eu-west-1\nexport DEBUG=false
password-mail: Your temporary password is password={password} - change it after you sign in.
uk-tax: My national insurance number is {nino} and I live in {city}.
india-kyc: Aadhaar {aadhaar}, PAN {pan}, name as on card: {person}.
spain: [Mi DNI|DNI] {dni}, a nombre de {person}, telefono {phone}.
german-tax: Steuer-ID: {idnr}, Kontoinhaber {person}, IBAN {iban}.
chat-travel: I'm flying from {city} to {city} with {person} next week, passport {passport}, any visa needed?
story: {person} had lived in {city} for eleven years before {first} wrote the letter that changed everything.
dialogue: "Is {person} at home?" asked the constable. "She went to {city}," {first} replied.
meeting: Attendees: {person}, {person2}, {person3}. {first} will send the minutes to {email} by Thursday.
legal: This agreement is made between {person} of {street} and {person2}, hereafter the tenant.
obituary: {person}, of {city}, passed away peacefully on Sunday. {first} was born on {dob} in {city}.
news: {person}, the mayor of {city}, told reporters on Tuesday that talks with {country} had stalled.
review: {first} at the front desk was lovely, though the {city} branch is better. 4/5.
tweet: huge thanks to {person} for having us in {city}!! what a crowd [tonight|yesterday]
sms: hey its {first} new number {phone} old one dead
lowercase: my name is {lowerperson} and my email is {email} pls fix asap
upper: ATTENTION: {upperperson} MUST CALL {phone} BEFORE NOON.
form-dump: First name: {firstname}\nLast name: {lastname}\nCity: {city}\nPhone: {phone}\nEmail: {email}
table: | name | phone | city |\n| --- | --- | --- |\n| {person} | {phone} | {city} |
csv: id,name,email,ip\n{d},{person},{email},{ip}
json-answer: Sure, here is the record: {"name": "{person}", "email": "{email}", "dob": "{dob}"}
markdown: **Contact:** {person}  \n**Mobile:** `{phone}`  \n**Lives in:** {city}
quote-reply: > On Monday {person} wrote:\n> my account number is {bank}\nUnderstood, bank account {bank2} will be closed.
insurance: Claim {n} was filed by {person}, policy holder since 2019, who suffers from {health}.
pharmacy: Dispensed to {person}: medication for {health}. Date of birth {dob}.
disclosure: My colleague {person} told me in confidence that he has {health}.
therapy: {first} was diagnosed with {health} in March and has been on leave since.
school: Dear parents of {person}, please confirm the pick-up address {street} by phone {phone}.
delivery: Leave the parcel with {person} at {street}; the gate code is {d}{d}{d}{d}.
estate: Viewing at {street} on Saturday, ask for {person}.
bank-letter: Dear {person}, your account number {bank} was updated.
direct-deposit: Checking account {bank}, payable to {person}.
refund: Refund to card {card} was approved; we e-mailed {email}.
travel-blog: From {city} we took the night train to {city}, and {person}, our guide, met us at the station.
minutes-2: {person} moved to adopt the budget, {person2} seconded; the chair, {person3}, abstained.
academic: As {lastname} and {lastname2} argue, the archive in {city} was reorganised twice.
sports: {person} scored twice as {city} beat {city2} on Saturday night.
recruiter: Candidate {person} ({email}) is based in {city}, open to relocation to {country}.
reference: To whom it may concern: {person} worked under me in {city} between 2018 and 2022.
ssh: Host bastion at {ip} rejected the key of {email}; fingerprint check passed.
router: The station {mac} joined at {ip} with a weak signal.
device-ticket: The handset's IMEI is {imei}; owner {person}; blocked on request.
ad-id: advertising id {uuid} was reset after the user opted out
android: android_id={hexid} sent twice on start-up
location-share: I'm at {geo}, come find me. - {first}
gps-log: The tracker reported coordinates {geo} at 04:1{d}.
licence-form: Driver's license number: {licence}\nName: {person}\nAddress: {street}
account-help: My customer number is {account} and my name is {person}. Why was I charged?
account-2: Account ID: {account}. Please merge it with the one under {email}.
member: member no. {account}, renewals go to {email}
connection: DATABASE_URL={dsn} and it still times out
curl: curl -H "Authorization: Bearer {jwt}" https://api.internal/v1/me
slackbot: the bot token {secret} is in the repo history, please revoke
code-review: line 42 hard-codes client_secret="{generic}" - move it to the vault
yaml: database:\n  user: app\n  password: {password}\n  host: db1
private-key: {pem}
mixed-2: {person}, {phone}, {email}, {street}, {dob}
answer-lookup: According to the file, {person}'s phone is {phone} and the home address is {street}.
answer-list: Here are the three users you asked for:\n1. {person} - {email}\n2. {person2} - {email2}\n3. {person3} - {email3}
answer-memory: You told me earlier that your name is {person} and that you were born on {dob}.
poem: For {first}, who left {city} in the rain, / and never wrote again.
email-thread: From: {person} <{email}>\nTo: {person2} <{email2}>\nSubject: lunch\n\nTomorrow at one?
hotel: Reservation under {person}, passport no. {passport}, arriving from {country}.
voice: so uh this is {person} calling from {city} um call me back on {phone} okay bye
complaint: I, {person}, hereby complain about agent {first}, who read my card number {card} aloud.
genealogy: {person} (b. {city}, {country}) married {person2} in the spring.
court: The court heard that {person}, of {street}, had used the name {person2}.
court-2: Counsel for {person} noted that her passport, {passport}, had been surrendered in {city}.
taxes-us: Enter your SSN ({ssn}) exactly as shown on your card, {first}.
two-phones: Day: {phone} / Night: {phone2}
intl: Bonjour, je m'appelle {person}, mon numéro est le {phone}.
dutch: Mijn naam is {person}, IBAN {iban}, wonend te {city}.
health-only: She has lived with {health} since her twenties; {person} is her doctor.
hashtag: Meet {person} at our {city} booth! #DevDays
badge: Visitor badge: {upperperson} / host {person2} / {city} office
note-call: called {lastname} again re: the lease. said he'd be in {city} til fri, try mobile {phone}
memo: MEMO. To: {person}. From: {person2}. The visit to the {city} office is moved to the 14th.
forum-help: My dad ({first}) has {health} and takes nothing for it so far. Any experience?
forum-2: @{first} did you ever fix this? I'm in {city} and get the same error. PM me or {email}
typo: helo im {person} and i lost acces to acount {account}, my emial is {email}
answer-bio: {person} is a marine biologist based in {city}. {lastname} studied in {country} before joining the institute.
answer-para: After leaving {city}, {person} worked as a nurse; her husband, {person2}, opened a bakery in {city2}.
prompt-rewrite: Rewrite this politely: "{first}, you still owe me for the trip to {city}. Pay into {iban}."
prompt-cv: Improve my CV. Name: {person}. Address: {street}. Phone: {phone}. I speak three languages.
prompt-letter: Write a reference letter for {person}, who worked with {person2} at our {city} branch for six years.
prompt-sum: Summarise: Yesterday {person} met {person2} at the station in {city} and gave her the keys.
chat-two: {first}: where r u\n{first2}: still in {city}, back at 6\n{first}: ok call me {phone}
reminder: Reminder: dentist with Dr {lastname} on Tuesday, {city}. Bring passport {passport}.
list-people: - {person}\n- {person2}\n- {person3}
guest: Guest list: {person} (+1), {person2}, {person3} and Mr {lastname}.
shift: {first} covers the night shift on Monday; {first2} and {first3} take Tuesday.
witness: Witness statement of {person}: I saw {first2} leave the building shortly after nine.
news-2: "We lost everything," said {person}, 54, whose house in {city} was flooded.
news-3: {lastname} resigned on Friday after {person2}, her deputy, spoke to investigators in {city}.
health-me: I've had {health} for ten years, should I tell my employer?
health-note: Pt {person}, DOB {dob}. Hx: {health}. Allergies: none.
thanks: Thank you {first}! Your help in {city} meant a lot. Love, {first2}
bcc: cc {email}, {email2} and tell {first} too
user-name: user {account} logged in from {ip}; real name {person}
contract: IN WITNESS WHEREOF {upperperson} has signed in {city}.
phone-only: ring {phone} after six
invoice-to: Bill to: {person}, {street}
family: My wife {first} and our kids {first2} and {first3} are flying to {city} on Sunday.
possessive: {person}'s laptop was found in {first2}'s car near {city}.
initials: Signed, {person}
"""

CLEAN = r"""
release: Version {v} fixes the crash on start-up and updates the parser to {v2}. See issue #{n}.
order: Your order {order} has shipped and will arrive on {date}. Track it with code {track}.
prices: The package costs ${d}{d}9.00, or $1{d}{d}.50 with the annual plan; {d}{d}% off until {date}.
math: The product of {n} and {n2} is larger than {n3}, as the table on page {d}{d} shows.
dates: The conference runs from {date} to {date2}; papers are due on {date3}.
hash: The commit {sha} reverts the change and the build {n} is green again.
checksum: sha256sum: {sum}  archive-{v}.tar.gz
uuid-trace: Trace {uuid} shows three retries with a back-off of {d}.{d}s each.
readme: Install it with pip, then run the tests. The defaults are sensible; see Configuration for more.
python: Use a context manager so that the file is closed even when an exception is raised.
shell: Run `make test` and check that port 80{d}{d} is free; localhost (127.0.0.1) is enough.
version-ip: Upgrade firmware version 4.12.{d}{d}.2 before you flash build 10.0.19041.{d}.
recipe: Fold in the flour, rest the dough for {d}0 minutes, and bake at 200 degrees until golden.
gardening: Prune the roses in late winter, before the buds swell, and mulch well in May.
physics: Light travels about 299792458 metres in one second, whatever the motion of its source.
history: The treaty of 1648 ended thirty years of war and changed how states dealt with each other.
finance: Revenue rose {d}.{d}% to 4{d}{d} million in the third quarter, driven by subscriptions.
policy: We process personal data such as names, e-mail addresses and phone numbers only with consent.
policy-2: A passport number is a sensitive identifier; never paste one into a chat.
refusal: I'm sorry, but I can't share anyone's contact details or identity numbers.
advice: Ask your doctor before you change the dose; diabetes and asthma need different care.
placeholder: Replace <your-api-key> with your own key, and name@domain with a real address.
placeholder-2: Set API_KEY=xxxxxxxx in the environment; never commit the real value.
regex: The pattern \\d{3}-\\d{4} matches three digits, a dash and four digits.
css: @media (min-width: 768px) { .grid { gap: 1.5rem } }
at-sign: Mention @team in the thread and use the decorator @cached on the slow one.
isbn: The second edition (ISBN 978-3-16-14841{d}-0) has a chapter on networks.
parcel: Tracking number {track} was scanned at the depot at 06:{d}2.
timestamp: Logged at 17{big}; the next tick is 17{big2}.
meeting-room: The weekly sync moves to room B-{d}{d}{d} at half past two.
bug: Clicking Save twice creates duplicates, and Undo removes only the last one.
poem-clean: The river keeps its own slow time, / and does not ask the bridge for rhyme.
list: To do: buy milk, call the plumber, water the plants, read the chapter on Heat.
caps: IMPORTANT: READ THE MANUAL BEFORE USE. DO NOT OPEN THE COVER.
api-doc: The endpoint returns 404 when the id is unknown and 429 when the limit of {n} is reached.
sku: Spare part {sku} replaces {sku2}; both fit Model X-{d}{d}.
coords-like: The score was 3.14159, 2.71828 on the two runs; see Figure {d}.
temperature: Readings of 21.437, 22.018 and 19.994 were averaged.
benchmark: It took 12.345 s and 0.127 GB, against 45.210 s and 1.804 GB before.
chess: After 1. e4 e5 2. Nf3 Nc6 White has the initiative.
sort: Quick Sort beats Bubble Sort, and Merge Sort is stable; Heap Sort is neither.
title-case: How To Choose A Good Password Manager In Five Easy Steps
product: The Galaxy Watch and the Pixel Buds work with Windows and Linux alike.
months: May and August are the busiest months; April and June are quiet.
model: DeepSeek, Qwen and Gemini answered alike; the benchmark calls for {n} samples.
law: Under Article 17 GDPR and Section 230, the answer differs by jurisdiction.
sample-keys: The key looks like sk-... and is shown once.
hexcolor: Use #1a2b3c for borders and #ffeedd for the background.
invoice: Invoice INV-{n} of {date}: {d} licences at 49.00 each, net 30 days.
flight: Flight LH{d}{d}{d} departs at 07:45 from gate B{d}{d}, seat 23A.
math-2: Let G be a group and H a normal subgroup; then the quotient G/H is a group.
k8s: Pod web-7d9f{d}c4b5-x{d}k2p restarted {d} times; limits are 512Mi and 250m.
score: Team A won 3-2 (25-21, 19-25, 25-23, 22-25, 15-1{d}).
ticket: Ticket {n} was moved to Done after {d} days; the retry limit is now {d}{d}.
metrics: p50 {d}{d} ms, p95 1{d}{d} ms, p99 {n} us over {n2} requests since {date}.
config: timeout: {n}\nretries: {d}\nlog-level: info\nversion: {v}
catalog: Item {sku}, qty {d}{d}, weight {d}.{d}{d} kg, dispatched {date} with label {track}.
git: Merge branch release-{v} (commit {sha}) into main; {d}{d} files changed, {n} insertions.
docs: See section {d}.{d} of the manual; table {d}{d} lists the {n} error codes.
meters: The meter read {n} on {date} and {n2} on {date2}, so {n3} units are due.
timeline: Phase one ends on {date}, phase two on {date2}; nothing ships before {date3}.
stack: File "main.py", line {d}{d}{d}, in run\nValueError: expected {d} values, got {d}{d}
quiz: Question {d}: Which planet has the most moons? (a) Mars (b) Saturn (c) Venus
lottery: The numbers drawn on {date} were {d}, 1{d}, 2{d}, 3{d} and 4{d}.
trace2: span_id={sha} parent={uuid} duration={d}{d}.{d}ms status=ok
answer-code: for i in range({n}):\n    total += i * {d}\nprint(total)
answer-how: To restart the service, open Settings, choose Advanced, and press Reset {d} times.
answer-compare: Option A costs {n} a year and Option B {n2}; B is cheaper after {d}{d} months.
answer-summary: The report (published {date}) says demand rose {d}.{d}% while supply fell {d}%.
ids: job-{n}-{sha} finished; artefacts are kept until {date}.
bus: Bus {d}{d}{d} leaves every {d}{d} minutes; the {d}:1{d} runs on weekdays only.
brands: The Fitzgerald Motors showroom stocks Chelsea boots and Oxford shirts, next to a Hilton hotel.
methods: Dijkstra's algorithm, Bayes' theorem and Gaussian noise are covered in chapter {d}.
software: Jenkins runs the build, Jasmine runs the tests, and Ada and Pascal are old languages.
zones: Deploy to eu-west-1 first, then us-east-2; the cron runs in Europe/Berlin time.
vendor-contact: For help write to support@example.com or call our hotline 1-800-555-0199.
doc-keys: Set Authorization: Bearer <YOUR_TOKEN> and use https://username:password@host/path in the example.
doc-keys-2: export OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxx or ${{ secrets.OPENAI_API_KEY }}
lan: Ping 192.168.1.{d} and 10.0.{d}.{d}{d}; the router is at 192.168.0.1.
masked: The card ending in **** {d}{d}42 was charged; the number stays masked.
csrf: Hidden field csrf with value {sha}{sha} is renewed on each request; etag "{sha}".
medicine: Ibuprofen and paracetamol ease pain; asthma and diabetes are common in cities.
weekday: Monday, Wednesday and Friday are for Maths; Tuesday and Thursday are for Art and French.
headings: Getting Started\n\nFirst Steps\n\nFrequently Asked Questions\n\nRelease Notes
novel: The Old Man and the Sea, Great Expectations and Pride and Prejudice are on the shelf.
capsule: In Java, Spring Boot starts Tomcat; in Ruby, Rails starts Puma.
"""
