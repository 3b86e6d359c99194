"""English templates with nothing to find: plain talk and look-alikes. (style, text)"""

TEMPLATES = (
    # look-alike numbers
    ("email", "Your order <<order>> has shipped. Tracking number: <<tracking>>. Total: <<price>>."),
    (
        "chat",
        "Agent: The serial range on the carton is <<badcard>>, is that what you see?\nCustomer: yes, same digits",
    ),
    ("log", "checksum mismatch: expected <<sha256>> got <<sha2562>>"),
    ("log", "GET /healthz 200 3ms request_id=<<uuid>> trace=<<trace>>"),
    ("log", "<<epoch>> INFO upgraded agent from <<version4>> to <<version42>>"),
    (
        "note",
        "The lot number printed on the vial box is <<badcard>>; expiry <<date>>. Store between 2 and 8 degrees.",
    ),
    (
        "forum",
        "The paperback is ISBN <<isbn>>, the hardcover is <<isbn2>>. Same text, different cover.",
    ),
    ("code", 'assert parse_version("<<version4>>") < parse_version("<<version42>>")'),
    ("code", "// see commit <<sha>> for why the buffer is <<num>> bytes"),
    (
        "table",
        "| SKU | Price | Stock |\n|---|---|---|\n| <<sku>> | <<price>> | <<num>> |\n| <<sku2>> | <<price2>> | <<num2>> |",
    ),
    (
        "para",
        "Firmware <<version4>> fixes the clock drift. Flash it with image <<sha>> and reboot; the boot counter should read <<num>>.",
    ),
    ("list", "Release <<version>>\n- faster start\n- fixed crash in <<func>>\n- closes <<ticket>>"),
    (
        "chat",
        "Agent: your case is <<ticket>> and the invoice is <<invoice>>.\nCustomer: great, thanks",
    ),
    ("log", "job <<uuid>> finished in <<num>> ms, 0 retries, exit code 0"),
    ("forum", "Anyone else stuck at build <<num>>.<<num2>>? The progress bar froze at 73 percent."),
    (
        "para",
        "The meeting on <<date>> was moved to <<date2>> because the projector failed. Bring slide <<num>>.",
    ),
    (
        "email",
        "We received payment for invoice <<invoice>> on <<date>> by card ending 4417. No action is needed.",
    ),
    ("chat", "Agent: I see a card **** **** **** 8812 on file, shall I keep it?\nCustomer: yes"),
    (
        "table",
        "| Version | Released | Notes |\n|---|---|---|\n| <<version>> | <<date>> | security fix |\n| <<version2>> | <<date2>> | first stable |",
    ),
    (
        "para",
        "Batch <<badcard>> and batch <<badcard2>> were recalled by the maker on <<date>> because of a loose cap.",
    ),
    # placeholders and documentation
    ("code", "export OPENAI_API_KEY=<YOUR_API_KEY>\npython run.py --model small"),
    ("code", 'api_key = "sk-xxxxxxxxxxxxxxxxxxxxxxxx"  # replace me, see <<ticket>>'),
    ("code", "token: ${{ secrets.DEPLOY_TOKEN }}\nregion: eu-west-1"),
    ("code", 'password = os.environ["DB_PASSWORD"]\nretries = <<num>>'),
    (
        "para",
        "In the docs, user@example.com stands for any address and 'Bearer <token>' for any token.",
    ),
    (
        "answer",
        "Replace `your-api-key-here` with the key from the dashboard, then call `<<func>>()` again.",
    ),
    ("code", "# Example: postgres" + "://USER:PASSWORD@HOST:5432/DBNAME\nDATABASE_URL="),
    ("code", 'ssh-keygen -t ed25519 -C "you@example.com"\n# takes about <<num>> ms'),
    (
        "answer",
        "Send the form as multipart, with a field named `email` and one named `date_of_birth`. Both are optional since <<version>>.",
    ),
    ("code", 'curl -u "username:password" http://localhost:<<port>>/status'),
    ("code", "bind 127.0.0.1:<<port>>\nallow 10.0.0.0/8\ndeny 0.0.0.0/0"),
    ("log", "listening on 0.0.0.0:<<port>> (pid <<num>>)"),
    (
        "code",
        'if mac == "00:00:00:00:00:00" or mac == "ff:ff:ff:ff:ff:ff":\n    return None  # <<ticket>>',
    ),
    (
        "code",
        'def mask_phone(phone_number: str, keep: int = <<num>>) -> str:\n    """Hide all digits of a phone number but the last ones."""',
    ),
    (
        "code",
        'class PassportValidator(BaseValidator):\n    max_length = 9\n    error = "Passport number is not valid"  # <<ticket>>',
    ),
    # names that are not people
    (
        "para",
        "<<company>> reported record sales of the <<product>> in the quarter that ended in <<month>>.",
    ),
    (
        "email",
        "Hello,\n\nThe <<product>> is back in stock at <<price>>. Use code AUTUMN before <<date>>.\n\nYour shop team",
    ),
    (
        "forum",
        "Is Jenkins still worth learning in <<year>>, or should I go straight to a hosted runner?",
    ),
    (
        "answer",
        "Use Dijkstra's algorithm when the weights are positive; Bellman-Ford copes with negative ones. Both pass through <<num>> nodes here.",
    ),
    (
        "para",
        "A Gaussian prior with variance 0.<<num>> gave a better fit than the Laplace prior; see Bayes' theorem in chapter <<small>>.",
    ),
    ("chat", "User: may I ask when the march sale ends?\nBot: It ends on <<date>>, will that do?"),
    (
        "list",
        "To do\n- restart Tomcat\n- update Jasmine specs to <<version>>\n- clean Maven cache\n- check Ruby build",
    ),
    (
        "code",
        "from faker import Faker  # pinned to <<version>>\nfake = Faker()\nprint(fake.name(), fake.email())",
    ),
    (
        "answer",
        "The April and June figures differ because <<func>> rounds half to even. Pass `mode='up'` from <<version>> on.",
    ),
    (
        "forum",
        "Charlotte, the new sans serif, looks crisp at <<small>> px but the Georgia fallback is fine too.",
    ),
    # health and place words with no person
    (
        "para",
        "Asthma affects a large share of schoolchildren, and the number of new cases rose by <<small>> percent between the surveys.",
    ),
    (
        "answer",
        "Metformin lowers blood glucose mainly by reducing output from the liver. The usual starting dose is 500 mg; table <<small>> has details.",
    ),
    (
        "list",
        "Leaflet topics:\n1. What is hypertension?\n2. Living with migraine\n3. Where to find help (page <<num>>)",
    ),
    (
        "forum",
        "What is the difference between type 1 and type 2 diabetes? Asking for a quiz, question <<num>>.",
    ),
    # plain talk
    ("prompt", "Write a haiku about autumn rain in <<small>> different moods."),
    ("prompt", "Explain how TLS handshakes work, step by step, in under <<num>> words."),
    ("prompt", "Convert this list of <<num>> prices to euros at a rate of 1.0<<small>>."),
    ("prompt", "Give me <<small>> ideas for a science fair project about magnets."),
    ("prompt", "Refactor the function <<func>> so that it no longer needs a global variable."),
    (
        "answer",
        "Certainly. The integral of x squared from 0 to <<small>> is found with the power rule; divide the cube by three.",
    ),
    (
        "answer",
        "1. Preheat the oven to <<oven>> degrees.\n2. Mix flour, butter and sugar.\n3. Bake until golden.",
    ),
    (
        "memo",
        "Reminder to all staff: the car park closes at <<time>> on <<date>>. Please badge out.",
    ),
    (
        "memo",
        "Expense policy <<version>>: meals up to <<price>> per day, no receipts needed below <<price2>>.",
    ),
    ("lower", "anyone up for lunch at <<time>>? the noodle place has a two for one deal"),
    ("lower", "the build is red again, something about <<func>> and a missing semicolon"),
    ("upper", "DO NOT TURN OFF THE MACHINE. UPDATE <<version>> IN PROGRESS."),
    ("upper", "FINAL SALE: ALL <<product>> NOW <<price>>"),
    ("typo", "teh printr on teh thrid floor is jamed agian, eror code <<num>>"),
    ("typo", "pls fix teh tpyo on page <<num>>, it shuld say 'recieved' i meen 'received'"),
    (
        "email",
        "For questions write to support@<<vendor>> or call our hotline 1-800-555-0199, quoting <<ticket>>.",
    ),
    ("email", "This mailbox is not read. Sent by noreply@<<vendor>> on <<date>>."),
    ("log", "cron[<<num>>]: (root) CMD (/usr/lib/sysstat/sa1 1 1)"),
    ("log", "TZ=Europe/Berlin offset=+01:00 dst=0 tick=<<epoch>>"),
    (
        "table",
        "| Param | Type | Default |\n|---|---|---|\n| phone_number | string | none |\n| timeout | int | <<num>> |\n| email | string | none |",
    ),
    (
        "para",
        "Set the scale to (1.25, <<small>>.50) and the pivot to (0.0, 0.0); the sprite then lands on tile <<num>>.",
    ),
    (
        "answer",
        'In the sample request the body is {"email": "name@example.com", "phone": "<phone>"}; nothing else is required since <<version>>.',
    ),
    ("code", "AWS_ACCESS_KEY_ID=AK" + "IA" + "X" * 16 + "\nAWS_REGION=us-east-1\nTIMEOUT=<<num>>"),
    ("code", "-----BEGIN CERTIFICATE REQUEST-----  # header only, see <<ticket>>\n# body omitted"),
    ("log", "sha1=<<sha>> size=<<num>>KB mtime=<<epoch>> mode=0644"),
    (
        "para",
        "A card number has up to nineteen digits, and an IBAN has at most thirty-four characters. Page <<num>> explains the check digits of both.",
    ),
)
