"""Which settings there are, what each means, what it may be, and what it is when nobody says otherwise.

The docstring under a field is its explanation in `clinicdesk.toml`, which is generated from this module; what
a field may be stands in its type and is added there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Final

from msgspec import Struct, field

from core.calendar.date_order import DateOrder
from core.settings import sentences as say
from core.settings.messages import CallSettings, MailSettings, MessageSettings
from core.settings.rules import RuleSettings
from core.text.allowed import CURRENCIES, Form, OneOf, Program, Template, Within

LONGEST_MINUTES: Final = 720
"""No appointment is longer, whatever the settings say: the store's search for overlaps is bounded by it."""


class OverbookWhen(Enum):
    """When a double booking may be made."""

    ANY = "any"
    SAME_DAY = "same-day"
    SAME_WEEK = "same-week"
    URGENT = "urgent"


class DatabaseSettings(Struct, frozen=True):
    """Where the clinic is kept."""

    path: str = ""
    """The database file. Empty: $XDG_DATA_HOME/clinicdesk/clinic.db."""
    busy_seconds: Annotated[float, Within(0.1, 60)] = 10.0
    """How long a write waits in the queue before it says "busy", in seconds."""


class DateSettings(Struct, frozen=True):
    """How dates are typed."""

    order: DateOrder = DateOrder.MDY
    """Which of 3/4 is the month, and on which side of them the year stands."""


class DisplaySettings(Struct, frozen=True):
    """How the desk looks."""

    theme: Annotated[str, OneOf(("ansi-dark", "truecolor-dark"))] = "ansi-dark"
    """Whose colours: the terminal's own 16, or finer ones that every terminal shows alike."""
    ascii: bool = False
    """Draw with ASCII only, for terminals without line-drawing characters."""
    row_minutes: Annotated[int, OneOf((5, 10, 15, 20, 30))] = 15
    """Minutes a row of the day stands for."""
    privacy: bool = False
    """Start with names shortened to initials (P shows them)."""


class BookingSettings(Struct, frozen=True):
    """Limits of a booking (rules C7, C8, C9, C10, C11 and C14)."""

    lead_minutes: Annotated[int, Within(0, 43_200)] = 0
    """The least minutes between now and the start, but for walk-ins; with 0 also a slot that is not over."""
    horizon_days: Annotated[int, Within(1, 3_650)] = 730
    """How many days ahead may be booked."""
    min_minutes: Annotated[int, Within(1, LONGEST_MINUTES)] = 5
    """The shortest appointment, in minutes."""
    max_minutes: Annotated[int, Within(1, LONGEST_MINUTES)] = 480
    """The longest appointment, in minutes."""
    stack_buffers: bool = False
    """Add up what a visit needs after it and the next before it, in place of the longer of the two."""
    overbook: OverbookWhen = OverbookWhen.ANY
    """When a provider may be double-booked, with a reason: always, for the same day or week, or for what is urgent."""
    established_years: Annotated[int, Within(1, 100)] = 3
    """Whom the provider, or a colleague of the same skills, saw within so many years is an established patient."""
    no_shows: Annotated[int, Within(0, 100)] = 3
    """From how many missed appointments on it is said when the patient is booked. 0: never."""
    no_show_days: Annotated[int, Within(1, 3_650)] = 365
    """How many days back they count."""
    hold_minutes: Annotated[int, Within(1, 60)] = 3
    """How long the time of an open question is held for whoever asks; typing extends it."""
    hold_hours: Annotated[int, Within(1, 720)] = 24
    """How long time that is held by name is kept at most."""
    late_cancel_hours: Annotated[int, Within(0, 720)] = 24
    """A cancellation fewer hours than this before the start is marked late."""


class ArrivalSettings(Struct, frozen=True):
    """What happens at the door."""

    grace_minutes: Annotated[int, Within(0, 240)] = 10
    """Minutes after the start from which an arrival is late and a no-show may be noted."""
    demographics_days: Annotated[int, Within(1, 3_650)] = 365
    """Days after which demographics are due to be confirmed again at check-in."""


class CoverageSettings(Struct, frozen=True):
    """Insurance: how long holds what a payer said, and which visits are looked through ahead."""

    enrolment_days: Annotated[int, Within(0, 3_650)] = 30
    """Days after which it is to be asked again whether a patient is insured, counted to the day of the visit."""
    benefits_days: Annotated[int, Within(0, 3_650)] = 90
    """Days after which copay, deductible and what else the plan leaves to the patient are to be asked again."""
    ahead_days: Annotated[int, Within(0, 60)] = 7
    """Until how many days ahead visits are on the list of insurance to verify."""
    card_command: Annotated[tuple[str, ...], Program()] = ()
    """A program, with its arguments, that shows or prints the image of an insurance card: it is given that on its
    standard input, and its kind (jpeg) as CLINICDESK_IMAGE. Empty: "clinicdesk coverage image" alone tells it."""


class QueueSettings(Struct, frozen=True):
    """Minutes a step of the visit may take until the queue marks it: "!" beyond them, "!!" beyond twice as many.

    0 never marks. Who is expected is marked after arrival.grace_minutes.
    """

    arrived_minutes: Annotated[int, Within(0, 1_440)] = 15
    """From arrival to check-in."""
    checked_in_minutes: Annotated[int, Within(0, 1_440)] = 20
    """From check-in to the room."""
    roomed_minutes: Annotated[int, Within(0, 1_440)] = 30
    """In the room."""
    with_provider_minutes: Annotated[int, Within(0, 1_440)] = 60
    """With the provider: no verb takes a visit there yet."""
    departed_minutes: Annotated[int, Within(0, 1_440)] = 10
    """From the room to check-out."""
    in_all_minutes: Annotated[int, Within(0, 1_440)] = 90
    """From arrival on, whatever the step."""


class BackupSettings(Struct, frozen=True):
    """The nightly backup, which the worker makes (clinicdesk work), proves and keeps in a folder.

    Old ones are removed there, those of this clinic in this place alone.
    """

    folder: str = ""
    """The folder, which must be there. Empty: no nightly backup."""
    hour: Annotated[int, Within(0, 23)] = 2
    """From which hour of the first site's wall time on."""
    daily: Annotated[int, Within(1, 366)] = 14
    """How many of the newest are kept."""
    weekly: Annotated[int, Within(0, 520)] = 8
    """How many weeks keep their newest one besides."""


class TelehealthSettings(Struct, frozen=True):
    """How a visit by telehealth is joined: by a link that is made from a text, or by a program of the clinic's.

    With neither the desk tells none.
    """

    link: Annotated[str, Template(("token", "appointment"), needs=("token",), is_link=True)] = ""
    """The link of each visit, such as https://meet.example.org/{token}: 26 letters and digits that nobody guesses, and
    that an appointment keeps however often it is moved; {appointment} is its number."""
    command: Annotated[tuple[str, ...], Program()] = ()
    """In place of link: a program, with its arguments, that the worker asks for one (clinicdesk work)."""
    dial_in: Annotated[str, Template(("pin", "appointment"))] = ""
    """What who cannot follow the link calls, such as "+1 555 0100, code {pin}": 9 digits, as lasting as the token."""
    test_link: Annotated[str, Form(r"https://\S+", say.NO_LINK)] = ""
    """A page on which patients try camera and microphone before the visit; reminders by e-mail tell it."""


class EligibilitySettings(Struct, frozen=True):
    """Questions to payers by file (X12 270), and their answers (271, 999, TA1), which the worker writes and reads.

    Payers are asked whose payer_id is set up, about visits at sites that have an npi.
    """

    to: Annotated[str, Template(("payer",))] = ""
    """The folder into which questions are written; {payer} in it becomes the payer's code. Empty: none are sent."""
    answers: Annotated[str, Template(("payer",))] = ""
    """The folder from which answers are read; files are left in it. Empty: none are read."""
    sender: Annotated[str, Form(r".{1,15}", say.PARTY_TOO_LONG)] = ""
    """By which id the clearing house knows the clinic (ISA06), at most 15 characters. Empty: the site's npi."""
    sender_kind: Annotated[str, OneOf(("01", "14", "20", "27", "28", "29", "30", "33", "ZZ"))] = "ZZ"
    """Which kind of id that is (ISA05)."""
    receiver: Annotated[str, Form(r".{1,15}", say.PARTY_TOO_LONG)] = "CLEARINGHOUSE"
    """The id of the clearing house (ISA08), at most 15 characters."""
    receiver_kind: Annotated[str, OneOf(("01", "14", "20", "27", "28", "29", "30", "33", "ZZ"))] = "ZZ"
    """Which kind of id that is (ISA07)."""
    tax_id: Annotated[str, Form(r"[0-9]{2}-?[0-9]{7}", say.NO_TAX_ID)] = ""
    """The clinic's tax id, nine digits, which payers are told whose tells has "tax-id"; it also marks the traces."""
    test: bool = False
    """Mark the files as tests (ISA15)."""
    days: Annotated[int, Within(0, 60)] = 3
    """About the visits of how many days ahead payers are asked, where nobody says otherwise."""
    again_hours: Annotated[int, Within(0, 720)] = 24
    """After how many hours a payer that has not answered is asked again."""


class TillSettings(Struct, frozen=True):
    """Payments and their receipts."""

    currency: Annotated[str, OneOf(CURRENCIES)] = "USD"
    """In which currency the ledgers are kept. It stays once anything was paid."""
    no_show_fee: Annotated[int, Within(0, 1_000_000)] = 0
    """What is proposed at $ of a visit that was missed, in cents; 0 proposes nothing."""
    no_show_fee_from: Annotated[int, Within(1, 100)] = 1
    """From which missed visit on, within the days of no_show_days under [booking]: 2 forgives the first."""
    copay_at_check_in: bool = False
    """Whether the copay of the plan is an item of check-in, due until it is paid or waived."""
    print_command: Annotated[tuple[str, ...], Program()] = ()
    """A program, with its arguments, that prints the receipt on its standard input, such as ["/usr/bin/lp"]."""
    print_as: Annotated[str, OneOf(("text", "pdf"))] = "text"
    """What that program is given: text, for a roll printer with letters of its own, or pdf, on which every script is
    drawn with the fonts and the paper of [documents]."""


class DocumentSettings(Struct, frozen=True):
    """Letters, forms and receipts that are made of templates."""

    templates: str = ""
    """The folder of the clinic's own templates, such as privacy.form.es.txt: one takes the place of the one that comes
    with the program. "clinicdesk template list" tells them, "template check" what is wrong with one. Empty: none."""
    language: Annotated[str, Form(r"[a-z]{2,3}", say.NO_LANGUAGE)] = "en"
    """In which language (ISO 639) a document is made for whom no language is known, or that has no template in it."""
    paper: Annotated[str, OneOf(("letter", "a4"))] = "letter"
    """The size of a page."""
    fonts: str = ""
    """A folder of TrueType fonts, which are tried before those of the machine."""
    open_command: Annotated[tuple[str, ...], Program()] = ()
    """A program, with its arguments, that shows a scanned document: it is given that on its standard input, and its
    kind (pdf) as CLINICDESK_IMAGE. It is run at a desk on this machine alone, not over SSH."""
    full_age: Annotated[int, Within(0, 30)] = 18
    """From how many years on patients sign for themselves; who decides for them signs before."""
    print_command: Annotated[tuple[str, ...], Program()] = ()
    """A program, with its arguments, that prints the PDF on its standard input, such as ["/usr/bin/lp"]."""


class Policy(Struct, frozen=True):
    """What the rules and use cases are told of the settings."""

    dates: DateSettings = field(default_factory=DateSettings)
    booking: BookingSettings = field(default_factory=BookingSettings)
    arrival: ArrivalSettings = field(default_factory=ArrivalSettings)
    coverage: CoverageSettings = field(default_factory=CoverageSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    telehealth: TelehealthSettings = field(default_factory=TelehealthSettings)
    eligibility: EligibilitySettings = field(default_factory=EligibilitySettings)
    till: TillSettings = field(default_factory=TillSettings)
    documents: DocumentSettings = field(default_factory=DocumentSettings)
    messages: MessageSettings = field(default_factory=MessageSettings)
    calls: CallSettings = field(default_factory=CallSettings)
    mail: MailSettings = field(default_factory=MailSettings)


class Settings(Struct, frozen=True):
    """Every setting of `clinicdesk.toml`, one field a table of the file."""

    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    dates: DateSettings = field(default_factory=DateSettings)
    display: DisplaySettings = field(default_factory=DisplaySettings)
    booking: BookingSettings = field(default_factory=BookingSettings)
    arrival: ArrivalSettings = field(default_factory=ArrivalSettings)
    coverage: CoverageSettings = field(default_factory=CoverageSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    telehealth: TelehealthSettings = field(default_factory=TelehealthSettings)
    eligibility: EligibilitySettings = field(default_factory=EligibilitySettings)
    till: TillSettings = field(default_factory=TillSettings)
    documents: DocumentSettings = field(default_factory=DocumentSettings)
    messages: MessageSettings = field(default_factory=MessageSettings)
    calls: CallSettings = field(default_factory=CallSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys in place of the usual ones, as people write them, by the id of the action: the desk says what they mean."""

    @property
    def policy(self) -> Policy:
        """The part that core decides by."""
        return Policy(
            self.dates,
            self.booking,
            self.arrival,
            self.coverage,
            self.queue,
            self.rules,
            self.backup,
            self.telehealth,
            self.eligibility,
            self.till,
            self.documents,
            self.messages,
            self.calls,
            self.mail,
        )
