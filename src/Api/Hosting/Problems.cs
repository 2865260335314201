using System.Text.Json;
using System.Text.Json.Serialization;
using GroundTransport.Api.Limits;
using GroundTransport.Application;
using GroundTransport.Domain;
using Microsoft.AspNetCore.WebUtilities;

namespace GroundTransport.Api.Hosting;

/// <summary>An error as problem+json (RFC 9457) has it, for the OpenAPI document.</summary>
/// <param name="Type">A reference for the kind of problem.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and how to mend it.</param>
/// <param name="Code">A stable word for programs, such as invalid, stale or notInThisState; there may be new ones.</param>
/// <param name="Errors">The wrong fields, parameters or headers, if the problem is in some.</param>
/// <param name="TraceId">The call's correlation id, by which the gateway's log has it.</param>
public sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors, string TraceId);

/// <summary>One wrong field of a request.</summary>
/// <param name="Field">The field's path in the body, or the name of the parameter or header; empty: the body as a whole.</param>
/// <param name="Message">What would be right.</param>
public sealed record ProblemError(string Field, string Message);

/// <summary>Errors of the REST API: problem+json with a stable <c>code</c>, the invalid fields and a <c>traceId</c>.</summary>
public static class Problems
{
    /// <summary>A request that can't be read is the caller's error: it gets a 400 and isn't logged as a failure.</summary>
    public static ExceptionHandlerOptions ExceptionHandling { get; } = new()
    {
        StatusCodeSelector = failure => UnreadableRequest.StatusOf(failure) ?? 500,
        SuppressDiagnosticsCallback = handled => UnreadableRequest.StatusOf(handled.Exception) is not null,
    };

    public static IResult Result(HttpContext context, int status, string code, string detail, IReadOnlyList<FieldError>? fields = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code, ["traceId"] = context.TraceIdentifier };
        if (fields is { Count: > 0 })
        {
            extensions["errors"] = fields.Select(
                error => new ProblemError(FieldNames.Of(error.Field), error.Message.Render(FieldNames.Of)));
        }
        return Results.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>Adds code and traceId to what the framework itself rejects (unknown route, unreadable JSON).</summary>
    public static void AddExtensions(ProblemDetailsOptions options) => options.CustomizeProblemDetails = problem =>
    {
        // Where it is wrong, never the caller's text; but the names in the path are.
        if (problem.Exception is BadHttpRequestException { InnerException: JsonException json })
        {
            var (path, choices) = (CardNumbers.Mask(json.Path) ?? "$", (json as UnknownWordException)?.Choices ?? "");
            problem.ProblemDetails.Detail ??= $"The request body isn't valid JSON for this call. Correct it at {path}. {choices}".Trim();
            if (choices.Length > 0)
                problem.ProblemDetails.Extensions["errors"] = new[] { new ProblemError(path.Replace("$.", ""), choices) };
        }
        problem.ProblemDetails.Detail ??= problem.ProblemDetails.Status switch
        {
            400 => "A parameter, a header or the body of the request can't be read. Compare the request with /openapi/v1.json.",
            404 => "Unknown path. See /openapi/v1.json for the paths.",
            405 => "The path doesn't support this method. See /openapi/v1.json for its methods.",
            413 => "The request body is too large. Send a smaller one.",
            415 => "Unsupported content type. Send the body as Content-Type: application/json.",
            _ => "The request failed. If it does so again, the log has the cause by the traceId.",
        };
        problem.ProblemDetails.Title ??= ReasonPhrases.GetReasonPhrase(problem.ProblemDetails.Status ?? 500);
        problem.ProblemDetails.Type ??= "about:blank";
        // What handles an exception clears the headers first.
        problem.HttpContext.Response.Headers[CorrelationIds.Header] = problem.HttpContext.TraceIdentifier;
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
