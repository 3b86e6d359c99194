"""Shows clients certificates that are wrong on purpose; only in a capture that asks for it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.quic import QuicTlsData
from mitmproxy.tls import TlsData

SELF_SIGNED, OTHER_HOST, EXPIRED = "self-signed", "for-another-host", "expired"
WRONGS = (SELF_SIGNED, OTHER_HOST, EXPIRED)
"""What is wrong with them: nobody vouches for the first; the audit's authority does for the rest."""
ELSEWHERE = "another-host.invalid"
MOST_MADE = 3000
"""Certificates kept for use again."""


class Wrong:
    """A mitmproxy addon that comes after mitmproxy's own, and replaces its certificate.

    Each host is shown one wrong after the other, connection by connection, and each further host
    begins with the next.
    """

    def __init__(self, authority: Path) -> None:
        """``authority`` is PEM with the key and certificate of the proxy's own, once it runs."""
        self._authority = authority
        self._maker: _Maker | None = None
        self._first: dict[str, int] = {}
        self._turns: Counter[str] = Counter()
        # What is still being written when a connection ends may need it: none is dropped.
        self._shown: dict[str, str] = {}

    def shown(self, client: str) -> str:
        """What was wrong with the certificate that a connection of a client saw, by its id."""
        return self._shown.get(client, "")

    def tls_start_client(self, data: TlsData) -> None:
        """The proxy is about to show its certificate."""
        certificate, key = self._next(data.context)
        assert data.ssl_conn is not None  # noqa: S101 - for the types: mitmproxy's addon made it
        data.ssl_conn.use_certificate(certificate)
        data.ssl_conn.use_privatekey(key)

    def quic_start_client(self, data: QuicTlsData) -> None:
        """The same over QUIC."""
        certificate, key = self._next(data.context)
        assert data.settings is not None  # noqa: S101 - as above
        data.settings.certificate, data.settings.certificate_private_key = certificate, key

    def _next(self, context: Context) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        host = context.client.sni or (context.server.address or context.client.sockname)[0]
        turn = self._first.setdefault(host, len(self._first)) + self._turns[host]
        self._turns[host] += 1
        what = self._shown[context.client.id] = WRONGS[turn % len(WRONGS)]
        self._maker = self._maker or _Maker(self._authority.read_bytes())
        return self._maker.made(host, what), self._maker.key


class _Maker:
    """Makes them with a key of its own: a browser was told to trust all of the authority's."""

    def __init__(self, authority: bytes) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self._signer = load_pem_private_key(authority, None)
        self._issuer = x509.load_pem_x509_certificate(authority)
        self._made: dict[tuple[str, str], x509.Certificate] = {}

    def made(self, host: str, what: str) -> x509.Certificate:
        if (host, what) not in self._made and len(self._made) < MOST_MADE:
            self._made[host, what] = self._make(host, what)
        return self._made.get((host, what)) or self._make(host, what)

    def _make(self, host: str, what: str) -> x509.Certificate:
        age = timedelta(days=60 if what == EXPIRED else 2)
        name = ELSEWHERE if what == OTHER_HOST else host
        own = what == SELF_SIGNED
        since = datetime.now(UTC) - age
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if own else self._issuer.subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(since + timedelta(days=30))
            .add_extension(x509.SubjectAlternativeName([_named(name)]), critical=False)
            .add_extension(use, critical=False)
            .add_extension(self._issuer_id(own=own), critical=False)
        )
        return made.sign(self.key if own else self._signer, SHA256())  # type: ignore[arg-type]

    def _issuer_id(self, *, own: bool) -> x509.AuthorityKeyIdentifier:
        if own:
            return x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        known = self._issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known)


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host.encode("idna").decode())
