"""English templates that hold personal data or secrets: (style, text[, country of the person]).

<<slot>> is replaced by a value; [[kind|words]] labels words of the template itself.
"""

TEMPLATES = (
    # email
    (
        "email",
        "Hi team,\n\nPlease update the file for <<full>>. Her new email is <<email>> and she can be reached on <<phone>> after 5pm.\n\nThanks",
    ),
    (
        "email",
        "Dear <<first>>,\n\nThank you for booking with us. We have noted your address as <<address>>. If this is wrong, reply before Friday.\n\nReservations desk",
    ),
    (
        "email",
        "From: <<full>> <<<email>>>\nTo: <<full2>> <<<email2>>>\nSubject: lunch\n\nSame place as last week?",
    ),
    (
        "email",
        "Mrs <<last>> rang again about the refund on order <<order>>. She paid with <<card>> and wants it back on the same card.",
    ),
    (
        "email",
        "Hello,\nI would like to close my account (customer no. <<custid>>). Please send the balance to <<iban>>.\nKind regards,\n<<full>>",
    ),
    (
        "email",
        "Forwarding the scan: passport <<passport>>, issued to <<full>>, born <<dob>>. Can visa services start today?",
    ),
    (
        "email",
        "Good morning Mr <<last>>, our courier could not find <<address>>. Could you text the driver on <<phone2>>?",
    ),
    (
        "email",
        "Per our call, wire the deposit to account <<acct>>, sort code 04-00-75, payee <<full>>.",
        "GB",
    ),
    (
        "email",
        "Hej <<first>>, välkommen ombord! (English below) Your personal number <<personnummer>> has been sent to the tax office.",
        "SE",
    ),
    (
        "email",
        "Liebe Frau <<last>>, attached in English: your Steuer-ID <<taxid_de>> and the payslip for September.",
        "DE",
    ),
    ("email", "Best,\n<<full>>\nSenior Buyer, <<company>>\nm: <<phone>> | e: <<workemail>>"),
    # support chat
    (
        "chat",
        "Agent: Can I take your name and date of birth?\nCaller: <<full>>, <<dob>>.\nAgent: Thank you, one moment.",
    ),
    (
        "chat",
        "Customer: my card <<card>> was charged twice\nAgent: I can see both payments, I will reverse one.",
    ),
    (
        "chat",
        "Visitor: it still says invalid. my login is <<handle>> and mail <<email>>\nAgent: I've reset it, please try again.",
    ),
    (
        "chat",
        "[14:02] <<first>>: hey is this the helpdesk?\n[14:02] bot: Yes! What is your member number?\n[14:03] <<first>>: <<custid>>",
    ),
    ("chat", "User: where's my parcel? Tracking <<tracking>>, name <<full>>, going to <<address>>"),
    (
        "chat",
        "Agent: I'll call you back. Is <<phone>> still the best number?\nClient: no use <<phone2>> please",
    ),
    (
        "chat",
        "Customer: I can't verify. They ask for the last digits of my social, <<ssn>>, and it fails.",
        "US",
    ),
    (
        "chat",
        "Agent: For the record, you are moving from <<address>> to <<address2>>, is that right?",
    ),
    (
        "chat",
        "Caller says the tablet with IMEI <<imei>> was stolen. Block it and email proof to <<email>>.",
    ),
    ("chat", "Bot: Verified. Hello <<first>>! Your loyalty id <<custid>> has 1,240 points."),
    # medical
    (
        "note",
        "Patient <<full>>, DOB <<dob>>, presents with worsening <<health>>. Started on <<drug>> 500 mg twice daily.",
    ),
    (
        "note",
        "MRN <<mrn>>. Mr <<last>> has a long history of <<health>> and was admitted overnight for observation.",
    ),
    (
        "note",
        "Referral: Dear colleague, kindly see <<full>> of <<address>>, who was diagnosed with <<health>> in the spring.",
    ),
    (
        "note",
        "<<first>> told the nurse she stopped taking <<drug>> because of [[health-term|nausea]]; her <<health>> is otherwise stable.",
    ),
    (
        "note",
        "Discharge summary - <<lastfirst>> - NHS follow up in six weeks. Contact next of kin <<full2>> on <<phone2>>.",
        "GB",
    ),
    (
        "note",
        "Pt. <<initlast>> c/o [[health-term|chest pain]] x3d. PMH: <<health>>. Meds: <<drug>>. No known allergies.",
    ),
    (
        "note",
        "Genetic counselling with <<full>>: her mother had <<health>>. Results to be posted to <<address>>.",
    ),
    (
        "memo",
        "HR memo: <<full>> will be on medical leave for <<health>> until further notice. Do not share outside the team.",
    ),
    (
        "memo",
        "To payroll: new starter <<full>>, NI number <<nino>>, born <<dob>>, pay into <<acct>>.",
        "GB",
    ),
    (
        "memo",
        "CONFIDENTIAL. Grievance raised by <<full>> against <<full2>>. Both are based in <<city>>. Mediation set for <<date>>.",
    ),
    (
        "memo",
        "Background check on <<full>> returned clear. SSN <<ssn>>, driver's license <<licence>>. File under <<ticket>>.",
        "US",
    ),
    (
        "memo",
        "Relocation approved: <<full>> moves from <<city>> to <<city2>> on <<date>>; temporary flat at <<address2>>.",
    ),
    (
        "memo",
        "Emergency contacts, second floor: <<full>> (<<phone>>), <<full2>> (<<phone2>>), <<full3>> (<<phone3>>).",
    ),
    (
        "memo",
        "Performance review of <<full>>: exceeds expectations. Salary paid to IBAN <<iban>> from next month.",
    ),
    # logs
    ("log", "<<epoch>> WARN login failure for user <<email>> from <<ip>> (3 attempts)"),
    (
        "log",
        "At <<time>> the gateway logged a request from <<ip6>> carrying the header Authorization: Bearer <<jwt>>.",
    ),
    ("log", "sshd[2211]: Accepted publickey for <<handle>> from <<ip>> port 52144 ssh2"),
    ("log", "dhcpd: DHCPACK to <<mac>> (<<first>>s-iPhone) via eth1"),
    ("log", "ERROR payment declined pan=<<card>> customer=<<custid>> amount=<<price>>"),
    ("log", "device_registered imei=<<imei>> android_id=<<androidid>> app=<<version>>"),
    ("log", 'kern: wlan0 associated, station <<mac>>, signal -61 dBm; owner profile "<<full>>"'),
    ("log", "location_update user_id=<<userid>> lat=<<lat>> lon=<<lon>> accuracy=12m"),
    ("log", "psql: connecting with <<dsn>> ... timeout after 30s, request <<uuid>>"),
    (
        "log",
        '{"level":"info","msg":"signup","email":"<<email>>","ip":"<<ip>>","build":"<<version>>"}',
    ),
    ("log", "INFO audit: <<workemail>> exported 41 rows from host 10.2.0.14 (client <<ip>>)"),
    # forum
    (
        "forum",
        "Posted by <<handle>>: does anyone know a good dentist near <<city>>? mine retired :(",
    ),
    (
        "forum",
        "PSA: the seller calls himself <<full>>, uses <<email>> and <<phone>>, and never ships. Avoid.",
    ),
    (
        "forum",
        "I live at <<address>> and the fibre rollout keeps skipping our street. Anyone from the same block?",
    ),
    ("forum", "My coordinates when the drone dropped: <<coords>>. Still have not found it."),
    ("forum", "Shout-out to <<full>> from [[location|Ljubljana]] who fixed my bike for free!"),
    ("forum", "Add me, my tag is <<handle>>, playing from <<city>> most evenings"),
    (
        "forum",
        "Since [[person|Oma Trudi]] was told she has <<health>>, the whole family cooks without salt.",
    ),
    (
        "forum",
        "Reminder that <<first>> is hosting on Saturday, <<address>>, ring <<phone>> if the gate is shut.",
    ),
    # code
    ("code", '# TODO(<<handle>>): remove before release\nOPENAI_API_KEY = "<<key_openai>>"'),
    ("code", "// hardcoded for the demo, sorry\nconst token = '<<key_github>>';"),
    ("code", "export AWS_ACCESS_KEY_ID=<<key_aws_id>>\nexport AWS_SECRET_ACCESS_KEY=<<awssecret>>"),
    ("code", 'client = anthropic.Anthropic(api_key="<<key_anthropic>>")  # works on my machine'),
    ("code", "/* test fixture copied from production: <<full>>, <<email>>, <<phone>> */"),
    ("code", "DATABASE_URL=<<dsn>>\nDEBUG=false\nWORKERS=4"),
    ("code", "# deploy key, rotate on <<date>>\n<<pem>>"),
    (
        "code",
        "INSERT INTO users (name, email, dob) VALUES ('<<full>>', '<<email>>', '<<dobiso>>');",
        "US",
    ),
    (
        "code",
        'stripe.api_key = "<<key_stripe>>"\nstripe.Charge.create(amount=2000, currency="eur")',
    ),
    ("code", 'curl -H "PRIVATE-TOKEN: <<key_gitlab>>" https://git.internal.test/api/v4/projects'),
    ("code", 'user = {"name": "<<full>>", "ssn": "<<ssn>>", "zip": None}', "US"),
    ("code", "slack:\n  bot_token: <<key_slack>>\n  channel: '#alerts'"),
    ("code", "//registry.npmjs.org/:_authToken=<<key_npm>>"),
    ("code", "TELEGRAM_BOT = '<<key_telegram>>'\nCHAT = -100200300"),
    ("code", "git commit --author=\"<<full>> <<<email>>>\" -m 'fix rounding'"),
    # list
    ("list", "Guest list:\n- <<full>>\n- <<full2>>\n- <<full3>> (vegetarian)"),
    (
        "list",
        "Shipping details\n* Name: <<full>>\n* Street: <<address>>\n* Tel: <<phone>>\n* Order: <<order>>",
    ),
    ("list", "1. Driver: <<full>>\n2. Licence no.: <<licence>>\n3. Vehicle: grey estate, 5 doors"),
    ("list", "Name: <<full>>\nDOB: <<dob>>\nPassport no.: <<passport>>\nNationality: on file"),
    (
        "list",
        "Things to pack for [[location|Lisbon]]: charger, sun hat, tickets for <<first>> and <<first2>>",
    ),
    (
        "list",
        "Inventory\n- laptop S/N <<serial>>, MAC <<mac>>, assigned to <<full>>\n- monitor, 27 inch, spare",
    ),
    ("list", "a) Codice fiscale: <<cf>>\nb) IBAN: <<iban>>\nc) Residence: <<city>>", "IT"),
    ("list", "- PAN: <<pan>>\n- Aadhaar: <<aadhaar>>\n- Mobile: <<phone>>", "IN"),
    # table
    (
        "table",
        "| Name | Email | City |\n|---|---|---|\n| <<full>> | <<email>> | <<city>> |\n| <<full2>> | <<email2>> | <<city2>> |",
    ),
    (
        "table",
        "| Employee | DOB | Tax no. |\n| --- | --- | --- |\n| <<full>> | <<dob>> | <<taxid_de>> |",
        "DE",
    ),
    (
        "table",
        "| Ticket | Reporter | Client IP |\n|:--|:--|--:|\n| <<ticket>> | <<workemail>> | <<ip>> |",
    ),
    (
        "table",
        "| Card | Amount | Status |\n|---|---|---|\n| <<card>> | <<price>> | settled |\n| <<card2>> | <<price2>> | pending |",
    ),
    (
        "table",
        "| Patient | Condition | Medication |\n|--|--|--|\n| <<full>> | <<health>> | <<drug>> |\n| <<full2>> | <<health2>> | none |",
    ),
    (
        "table",
        "name\tphone\tmember\n<<full>>\t<<phone>>\t<<custid>>\n<<full2>>\t<<phone2>>\t<<custid2>>",
    ),
    # typos
    ("typo", "helo i forgt my pasword agian, my emial is <<email>> adn my fone <<phone>> plz halp"),
    ("typo", "teh delivry shoud go too <<address>> not teh old adress!!"),
    ("typo", "my nmae is <<full>> iwas born <<dob>> wy cant i regster"),
    ("typo", "sry wrng acount, send th money to <<iban>> insted ok? - <<first>>"),
    ("typo", "cna sombody chek iff <<first>> has teh <<health>> test reslts yet"),
    ("typo", "me card numbr <<card>> dosnt wrok on ur webiste"),
    # lower case
    ("lower", "hey its <<first>>, new number is <<phone>>, delete the old one"),
    ("lower", "tell <<full>> the party moved to <<address>>, starts at eight"),
    ("lower", "my doctor says i have <<health>> and i am only <<num>>, feeling lost. - <<first>>"),
    ("lower", "can you add <<email>> to the sheet, thats <<first>> from accounting"),
    ("lower", "we drove from <<city>> to <<city2>> in one go, <<first>> slept the whole way"),
    # upper case
    ("upper", "URGENT: CALL <<full>> AT <<phone>> BEFORE NOON"),
    ("upper", "MISSING: <<full>>, LAST SEEN IN <<city>>, BORN <<dobslash>>"),
    ("upper", "SHIP TO: <<full>>, <<address>>. SIGNATURE REQUIRED."),
    ("upper", "STOP CHARGING MY CARD <<card>> OR I WILL CALL THE BANK"),
    # prompts to a model
    (
        "prompt",
        "Write a polite reminder to <<full>> (<<email>>) that invoice <<invoice>> is overdue.",
    ),
    (
        "prompt",
        "Summarise this for me: <<first>> was told on Monday that he has <<health>>. His wife <<first2>> wants a second opinion.",
    ),
    (
        "prompt",
        "I'm <<full>>, I live in <<city>> and my landlord <<full2>> will not return the deposit. Draft a letter.",
    ),
    (
        "prompt",
        "Why does this return 401? curl https://api.service.test/v1/me -H 'Authorization: Bearer <<apikey>>'",
    ),
    ("prompt", 'Translate to French: "My sister <<first>> was born on <<doblong>> in <<city>>."'),
    ("prompt", "Is <<iban>> a valid IBAN? My tenant <<full>> gave it to me."),
    (
        "prompt",
        "Fill in the visa form: surname <<last>>, given name <<first>>, passport <<passport>>, lives at <<address>>",
    ),
    (
        "prompt",
        "Act as a therapist. I was diagnosed with <<health>>, I take <<drug>>, and my boss <<first>> keeps asking why I am late.",
    ),
    (
        "prompt",
        "Plan a surprise birthday for <<first>>; we can use the flat at <<address>>. Budget <<price>>.",
    ),
    ("prompt", "Check whether DNI <<dni>> and NIE <<nie>> have the right letter, please.", "ES"),
    (
        "prompt",
        "My numéro de sécurité sociale is <<nir>>. Which digits show where I was born?",
        "FR",
    ),
    ("prompt", "Using the key <<key_google>> show me how to geocode <<address>>"),
    ("prompt", "What does the password <<password>> score in a strength meter? I use it at work."),
    (
        "prompt",
        "Here is my CV:\n<<full>>\n<<address>>\n<<phone>> / <<email>>\nTen years in retail, fluent in two languages. Make it punchier.",
    ),
    # model answers
    (
        "answer",
        "Sure! Here is the letter:\n\nDear Ms <<last>>,\n\nWe are pleased to offer you the flat at <<address>>.\n\nSincerely,\n<<full2>>",
    ),
    (
        "answer",
        "Based on what you told me, <<first>> probably means that the clinic in <<city>> lost the referral for <<health>>. I would phone them.",
    ),
    (
        "answer",
        "The record you pasted belongs to <<full>>; the email on file is <<email>> and the last sign-in came from <<ip>>.",
    ),
    (
        "answer",
        "I have saved that: BSN <<bsn>>, IBAN <<iban>>. Anything else for the rental form?",
        "NL",
    ),
    (
        "answer",
        "Your PESEL <<pesel>> encodes the birth date, so the clerk in <<city>> can read it directly.",
        "PL",
    ),
    (
        "answer",
        "CPF <<cpf>> passes both check digits. I would still ask <<first>> to confirm it.",
        "BR",
    ),
    (
        "answer",
        "Those coordinates (<<coords>>) fall in a residential area, so the photo was likely taken at home.",
    ),
    # paragraphs
    (
        "para",
        "When <<full>> moved to <<city>> in the autumn, nobody expected the bakery to last. Two years later <<last>> employs nine people and answers every message at <<email>> herself.",
    ),
    (
        "para",
        "The witness, <<full>>, stated that at about <<time>> he saw a van outside <<address>>. He gave <<phone>> as his contact number. The reference is <<ticket>>.",
    ),
    (
        "para",
        "Our tenant <<lastfirst>> pays from account no. <<acct>>. The standing order bounced in <<month>>, which is why <<first>> wrote to <<company>>.",
    ),
    (
        "para",
        "Advertising id <<adid>> was seen on two phones. One belongs to <<first>>, the other sits in a drawer; the second handset reports IMEI <<imei>>.",
    ),
    (
        "para",
        "After the divorce <<first>> kept the house in <<city>> while <<first2>> took the dog, the car and, to everyone's surprise, the recipe book.",
    ),
    (
        "para",
        "Her SIN is <<sin>>, her licence is <<licence>>, and she was born <<dob>>; the insurer asked <<full>> for all three.",
    ),
    # more of the rarer kinds
    (
        "email",
        "Please pay my expenses to bank account <<acct>> (routing 091000019). Name on the account: <<full>>.",
        "US",
    ),
    (
        "chat",
        "Agent: which account should the refund go to?\nCustomer: checking acct # <<acct>>, same bank as before",
        "US",
    ),
    ("typo", "hi i put teh wrong acount numbr, it shuld be <<acct>> not the one endng 41"),
    (
        "list",
        "Direct debit mandate\n- Payer: <<full>>\n- IBAN: <<iban>>\n- Amount: <<price>>\n- Reference: <<invoice>>",
    ),
    ("lower", "my driving licence is <<licence>> and it expires soon, can i renew it online", "GB"),
    (
        "para",
        "The hire car was returned late by <<full>>. We hold a copy of driving licence no. <<licence>> and will send the invoice to <<email>>.",
        "GB",
    ),
    (
        "chat",
        "Clerk: driver license number?\nApplicant: <<licence>>\nClerk: and the state has not changed?\nApplicant: no",
        "US",
    ),
    ("log", "arp: <<mac>> moved from port 14 to port 22 on switch 3, alert <<ticket>>"),
    (
        "forum",
        "My router only lists <<mac>> with no vendor. Is that the neighbour's phone or mine?",
    ),
    (
        "prompt",
        "Write an access rule that lets the laptop with MAC <<mac>> and address <<ip>> through and drops the rest.",
    ),
    (
        "chat",
        "Rider: I'm standing at <<coords>>, the app shows the wrong side of the river\nDriver: on my way",
    ),
    (
        "note",
        "Rescue call at <<time>>: Dr. [[person|Halloran]]'s group is at <<coords>>, one walker with [[health-term|hypothermia]].",
    ),
    ("code", "HOME = (<<coords>>)  # my flat, for the geofence test"),
    (
        "email",
        "Dear consulate, my passport (no. <<passport>>) was stolen in <<city>>. I enclose the police report. <<full>>",
    ),
    ("upper", "PASSPORT NUMBER: <<passport>> SURNAME: <<last>> GIVEN NAMES: <<first>>"),
    (
        "table",
        "| Traveller | Passport | Born |\n|---|---|---|\n| <<full>> | <<passport>> | <<dob>> |\n| <<full2>> | <<passport2>> | <<dob2>> |",
    ),
    (
        "answer",
        "The handset with IMEI <<imei>> is not on the block list, so <<first>> can sell it.",
    ),
    ("log", "gps fix lat=<<lat>> lon=<<lon>> sats=9 hdop=0.8 src=<<adid>>"),
)
