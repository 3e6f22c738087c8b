"""What schemathesis must know of Kubernetes' API: its documents tell success only, and a watch does not end."""
import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """A watch is a list here: other tests watch."""
    query = case.query
    if query:
        for parameter in ("watch", "sendInitialEvents", "resourceVersionMatch"):
            query.pop(parameter, None)
        # A version that is far ahead is waited for.
        if str(query.get("resourceVersion", "")).isdigit():
            query["resourceVersion"] = "0"


@schemathesis.check
def failure_is_a_status(context, response, case):
    """An answer is one of those in the document, or a Kubernetes Status that says why not."""
    documented = {str(code) for code in case.operation.definition.raw.get("responses", {})}
    code = response.status_code
    if str(code) in documented or "default" in documented:
        return
    if not 400 <= code < 500:
        raise AssertionError("%d is not in the document" % code)
    content_type = (response.headers.get("content-type") or [""])[0]
    if case.method.upper() == "HEAD" or code in (400, 404, 405) and "json" not in content_type:
        return  # no resource was reached
    status = response.json()
    if status.get("kind") != "Status" or status.get("status") != "Failure" or status.get("code") != code or not status.get("message"):
        raise AssertionError("not a Status for %d: %s" % (code, status))
