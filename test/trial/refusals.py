"""Answers of AWS that refuse, by the service that gives them: by right, and for any other cause."""

from __future__ import annotations

from dataclasses import dataclass

from botocore.exceptions import ClientError


@dataclass(frozen=True)
class Known:
    """A sender of whom the cloud knows, or does not know, the keys."""

    hold: bool

    def keys_hold(self) -> bool:
        return self.hold


def error(code: str, status: int, message: str = "", *, by_proxy: bool = False) -> ClientError:
    headers = {} if by_proxy else {"x-amz-request-id": "1"}
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": headers}
    return ClientError({"Error": {"Code": code, "Message": message}, "ResponseMetadata": metadata}, "Any")


BY_RIGHT = {
    "S3": [("AccessDenied", 403, "Access Denied"), ("AccessDenied", 403, "User: a is not authorized to perform: b")],
    "S3, one of several objects": [("AccessDenied", 200, "Access Denied")],
    "Kinesis": [("AccessDeniedException", 400, "User: a is not authorized to perform: b")],
    "KMS": [("AccessDeniedException", 400, "User: a is not authorized to perform: b")],
    "Lambda, S3 Control": [("AccessDeniedException", 403, "")],
    "STS": [("AccessDenied", 403, "User: a is not authorized to perform: sts:AssumeRole")],
}

FOR_ANOTHER_CAUSE = {
    "S3": [
        ("SignatureDoesNotMatch", 403, ""),
        ("InvalidAccessKeyId", 403, ""),
        ("RequestTimeTooSkewed", 403, ""),
        ("InvalidToken", 400, ""),
        ("ExpiredToken", 400, ""),
        ("TokenRefreshRequired", 400, ""),
        ("AuthorizationHeaderMalformed", 400, ""),
        ("InvalidObjectState", 403, "The operation is not valid for the object's storage class"),
        ("AllAccessDisabled", 403, ""),
        ("AccountProblem", 403, ""),
        ("NotSignedUp", 403, ""),
        ("InvalidPayer", 403, ""),
        ("InvalidSecurity", 403, ""),
        ("RequestExpired", 400, ""),
        ("AccessDenied", 403, "Request has expired"),
        ("AccessDenied", 403, "There were headers present in the request which were not signed"),
        ("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header"),
        ("AccessDenied", 404, ""),
        ("AccessDenied", 503, ""),
        ("NoSuchBucket", 404, ""),
        ("NoSuchKey", 404, ""),
        ("NoSuchUpload", 404, ""),
        ("InvalidRequest", 400, ""),
        ("PermanentRedirect", 301, ""),
        ("SlowDown", 503, ""),
        ("InternalError", 500, ""),
    ],
    "S3, a HEAD": [("400", 400, "Bad Request"), ("404", 404, "Not Found"), ("301", 301, ""), ("500", 500, "")],
    "Kinesis": [
        ("InvalidSignatureException", 400, ""),
        ("UnrecognizedClientException", 400, ""),
        ("ExpiredTokenException", 400, ""),
        ("IncompleteSignature", 400, ""),
        ("MissingAuthenticationTokenException", 400, ""),
        ("OptInRequired", 403, ""),
        ("KMSAccessDeniedException", 400, "a key that it may not use"),
        ("ResourceNotFoundException", 400, ""),
        ("ProvisionedThroughputExceededException", 400, ""),
        ("AccessDeniedException", 500, ""),
    ],
    "KMS": [
        ("InvalidSignatureException", 400, ""),
        ("UnrecognizedClientException", 400, ""),
        ("DisabledException", 400, ""),
        ("KMSInvalidStateException", 400, ""),
        ("NotFoundException", 400, ""),
        ("InvalidCiphertextException", 400, ""),
        ("ThrottlingException", 400, ""),
    ],
    "STS": [
        ("InvalidClientTokenId", 403, ""),
        ("SignatureDoesNotMatch", 403, ""),
        ("ExpiredToken", 403, ""),
        ("RegionDisabledException", 403, ""),
        ("IDPRejectedClaim", 403, ""),
        ("MissingAuthenticationToken", 403, ""),
    ],
    "a proxy": [("Forbidden", 403, ""), ("ProxyAuthenticationRequired", 407, ""), ("Unknown", 403, "")],
}

NOT_IMPLEMENTED = [
    ("InvalidAction", 400),
    ("InvalidURI", 400),
    ("MethodNotAllowed", 405),
    ("NotImplemented", 501),
    ("501", 501),
    ("UnknownOperationException", 400),
]
