using System.Text.Json;
using GroundTransport.Domain;

namespace GroundTransport.Api.Hosting;

/// <summary>Errors of the REST API: problem+json with a stable <c>code</c>, the invalid fields and a <c>traceId</c>.</summary>
public static class Problems
{
    /// <summary>A request that can't be read is the caller's error: it gets a 400 and isn't logged as a failure.</summary>
    public static ExceptionHandlerOptions ExceptionHandling { get; } = new()
    {
        StatusCodeSelector = failure => failure is BadHttpRequestException unreadable ? unreadable.StatusCode : 500,
        SuppressDiagnosticsCallback = handled => handled.Exception is BadHttpRequestException,
    };

    public static IResult Result(HttpContext context, int status, string code, string detail, IReadOnlyList<FieldError>? fields = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code, ["traceId"] = context.TraceIdentifier };
        if (fields is { Count: > 0 })
        {
            extensions["errors"] = fields.Select(
                error => new { field = FieldNames.Of(error.Field), message = error.Message.Render(FieldNames.Of) });
        }
        return Results.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>Adds code and traceId to what the framework itself rejects (unknown route, unreadable JSON).</summary>
    public static void AddExtensions(ProblemDetailsOptions options) => options.CustomizeProblemDetails = problem =>
    {
        problem.ProblemDetails.Detail ??= problem.Exception is BadHttpRequestException { InnerException: JsonException json }
            // The location of the error, never the caller's text.
            ? $"The request body isn't valid JSON for this call. Correct it at {json.Path ?? "$"}."
            : problem.ProblemDetails.Status switch
            {
                400 => "A parameter, a header or the body of the request can't be read. Compare the request with /openapi/v1.json.",
                404 => "Unknown path. See /openapi/v1.json for the paths.",
                405 => "The path doesn't support this method. See /openapi/v1.json for its methods.",
                413 => "The request body is too large. Send a smaller one.",
                415 => "Unsupported content type. Send the body as Content-Type: application/json.",
                _ => null,
            };
        problem.ProblemDetails.Extensions["traceId"] = problem.HttpContext.TraceIdentifier;
        problem.ProblemDetails.Extensions.TryAdd("code", problem.ProblemDetails.Status switch
        {
            404 => "notFound",
            405 => "methodNotAllowed",
            413 => "tooLarge",
            415 => "unsupportedMediaType",
            429 => "tooMany",
            >= 500 => "failure",
            _ => "malformed",
        });
    };

    public static IResult Result(HttpContext context, Refusal refusal)
    {
        var (status, code) = refusal.Kind switch
        {
            RefusalKind.Malformed => (400, "malformed"),
            RefusalKind.Unknown => (404, "notFound"),
            RefusalKind.Forbidden => (403, "forbidden"),
            RefusalKind.Conflict => (409, "conflict"),
            RefusalKind.NotInThisState => (409, "notInThisState"),
            RefusalKind.Stale => (412, "stale"),
            RefusalKind.Expired => (410, "cursorExpired"),
            RefusalKind.Failure => (500, "failure"),
            RefusalKind.Concur => (502, "concur"),
            _ => (422, "invalid"),
        };
        var fields = refusal.Fields.Count > 0 || refusal.Field == Field.None
            ? refusal.Fields
            : [new FieldError(refusal.Field, refusal.Message)];
        return Result(context, status, code, refusal.Message.Render(FieldNames.Of), fields);
    }
}
