"""Every form of personal data that is looked for, in order."""

from auditor.detect.accounts import BANK_ACCOUNT, IBAN, PAYMENT_CARD
from auditor.detect.contacts import EMAIL, PHONE
from auditor.detect.devices import DEVICE_ID, GEO_COORDINATES, IP_ADDRESS, MAC_ADDRESS
from auditor.detect.hanzi import HAN_CITY, HAN_NAME
from auditor.detect.identities import DATE_OF_BIRTH, DRIVER_LICENCE, NATIONAL_ID, PASSPORT
from auditor.detect.persons import PERSON
from auditor.detect.streets import HAN_ADDRESS, NAMED_ADDRESS, STREET_ADDRESS
from auditor.detect.userids import ACCOUNT_ID
from auditor.detect.usernames import USER_NAME

# Where two overlap, the earlier one stands: what proves itself before what a word must prove.
SHAPES = (
    EMAIL,
    IBAN,
    MAC_ADDRESS,
    IP_ADDRESS,
    DEVICE_ID,
    DATE_OF_BIRTH,
    PASSPORT,
    DRIVER_LICENCE,
    ACCOUNT_ID,
    USER_NAME,
    NATIONAL_ID,
    PAYMENT_CARD,
    GEO_COORDINATES,
    BANK_ACCOUNT,
    PHONE,
    PERSON,
    HAN_NAME,
    NAMED_ADDRESS,
    STREET_ADDRESS,
    HAN_ADDRESS,
    HAN_CITY,
)
