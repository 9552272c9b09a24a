"""What are the fields of a coverage called in files, and what do several columns make of one?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PAYER: Final = (
    *("payercode", "payername", "payor", "payorname", "insurance", "insurancename", "insurancecompany"),
    *(
        "insurancecompanyname",
        "insurancecarrier",
        "insuranceprovider",
        "insurer",
        "insurername",
        "carrier",
        "carriername",
    ),
)
MEMBER_ID: Final = (
    *("memberid", "member", "memberno", "membernumber", "memberidnumber", "membershipid", "membershipnumber", "mbi"),
    *("policynumber", "policyno", "policyid", "subscriberid", "subscriberno", "subscribernumber", "insuredid"),
    *("insuranceid", "insurancenumber", "insuranceidnumber", "certificatenumber"),
)
GROUP: Final = ("groupnumber", "groupid", "groupno", "policygroup", "policygroupnumber", "grp", "grpnumber")
RELATION: Final = (
    *("relationship", "relationtosubscriber", "relationshiptosubscriber", "relationtoinsured", "relationshiptoinsured"),
    *("relationshiptopolicyholder", "patientrelation", "patientrelationship", "patientrelationshiptosubscriber"),
    *("patientrelationshiptoinsured", "subscriberrelation", "subscriberrelationship"),
)
SUBSCRIBER: Final = (
    *("subscribername", "policyholder", "policyholdername", "insured", "insuredname", "nameofinsured"),
    "nameofsubscriber",
)
STARTS: Final = (
    *("starts", "start", "startdate", "begin", "begins", "begindate", "effective", "effectivedate", "effdate"),
    *("effectivefrom", "effectivestart", "effectivestartdate", "validfrom", "activefrom", "coveragefrom"),
    *("coveragestart", "coveragestartdate", "coverageeffectivedate", "planstart", "planstartdate", "policystart"),
    "policystartdate",
)
ENDS: Final = (
    *("ends", "end", "enddate", "termination", "terminationdate", "term", "termdate", "terminated", "terminates"),
    *("effectiveto", "effectiveend", "effectiveenddate", "effectivethrough", "validto", "validuntil", "validthrough"),
    *("expires", "expiry", "expirydate", "expiration", "expirationdate", "through", "thru", "until", "lastday"),
    *("activeto", "activeuntil", "coverageto", "coverageend", "coverageenddate", "coverageterminationdate"),
    *("planend", "planenddate", "policyend", "policyenddate"),
)
ORDER: Final = (
    *("rank", "priority", "coordinationofbenefits", "cob", "coborder", "sequence", "coverageorder", "coveragepriority"),
    *("insuranceorder", "insurancepriority", "payerorder", "payerresponsibility", "filingorder"),
)
COPAY: Final = ("copays", "copayment", "copayamount", "copayamt", "copaymentamount", "visitcopay")

_ONE_DAY: Final = timedelta(days=1)


def ends(told: Mapping[str, Any]) -> date | None:
    """The last day; a file may have the day after it instead, on which the next coverage begins."""
    last: date | None = told.get("to")
    after: date | None = told.get("day_after")
    return last if last or not after else after - _ONE_DAY
