using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>What every route of the REST API checks before its handler, and does with its answer.</summary>
public static class RestFilters
{
    /// <summary>As much of a parameter's name as an answer repeats.</summary>
    private const int LongestName = 50;

    private const string JsonType = "application/json; charset=utf-8";

    /// <summary>
    /// Rejects control characters in the path and the query: some of them (NUL) can't be sent to a database, and would end in a
    /// 500.
    /// </summary>
    public static RouteGroupBuilder RejectControlCharacters(this RouteGroupBuilder routes) => routes.AddEndpointFilter(async (call, next) =>
        FindInvalidParameter(call.HttpContext.Request) is { } name
            ? Problems.Result(call.HttpContext, Refusal.Request(name, "Control characters aren't allowed."))
            : await next(call));

    /// <summary>Rejects a parameter that the route doesn't have: a misspelt filter must not return everything.</summary>
    public static RouteGroupBuilder RejectUnknownParameters(this RouteGroupBuilder routes) => routes.AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        if (context.Request.Query.Count == 0)
            return await next(call);
        var known = context.RequestServices.GetRequiredService<QueryParameters>().Of(context.GetEndpoint()!);
        if (context.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is not { } unknown)
            return await next(call);
        var choices = known.Count == 0 ? "This call has none." : $"Use one of {string.Join(", ", known)}.";
        var name = unknown.Length > LongestName ? unknown[..LongestName] : unknown;
        return Problems.Result(context, 400, "unknownParameter", $"Unknown parameter '{name}'. {choices}", [new(name, choices)]);
    });

    /// <summary>
    /// Gives the answer to a GET an ETag by its content, after the version if it has one, and answers 304 to whoever has it
    /// already. The version alone wouldn't do: a reservation's actions depend on the time, too.
    /// </summary>
    public static RouteGroupBuilder AnswerNotModified(this RouteGroupBuilder routes) => routes.AddEndpointFilter(async (call, next) =>
    {
        var (context, result) = (call.HttpContext, await next(call));
        if (!HttpMethods.IsGet(context.Request.Method) || result is not IStatusCodeHttpResult { StatusCode: null or 200 })
            return result;
        var (body, type) = result switch
        {
            ContentHttpResult text => (Encoding.UTF8.GetBytes(text.ResponseContent ?? ""), text.ContentType ?? "text/plain; charset=utf-8"),
            IValueHttpResult { Value: { } value } => (JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Json(context)), JsonType),
            _ => (null, ""),
        };
        if (body is null)
            return result;
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8));
        var version = context.Response.Headers.ETag.ToString().Trim('"');
        return Results.Bytes(body, type, entityTag: new EntityTagHeaderValue($"\"{(version.Length > 0 ? $"{version}." : "")}{hash}\""));
    });

    private static JsonSerializerOptions Json(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    private static string? FindInvalidParameter(HttpRequest request)
    {
        foreach (var (name, value) in request.RouteValues)
        {
            if (value is string text && !PlainText.Is(text))
                return name;
        }
        foreach (var (name, values) in request.Query)
        {
            if (!PlainText.Is(name))
                return "query";
            if (values.Any(text => text is not null && !PlainText.Is(text)))
                return name;
        }
        return null;
    }
}

/// <summary>The query parameters of each route, as the OpenAPI document describes them.</summary>
public sealed class QueryParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    private readonly Lazy<ILookup<string, string>> byOperation = new(() => descriptions.ApiDescriptionGroups.Items
        .SelectMany(group => group.Items)
        .Select(route => (Operation: OperationOf(route.ActionDescriptor.EndpointMetadata), route.ParameterDescriptions))
        .SelectMany(route => route.ParameterDescriptions
            .Where(parameter => parameter.Source == BindingSource.Query).Select(parameter => (route.Operation, parameter.Name)))
        .ToLookup(parameter => parameter.Operation, parameter => parameter.Name));

    public IReadOnlyList<string> Of(Endpoint endpoint) => [.. byOperation.Value[OperationOf([.. endpoint.Metadata])]];

    private static string OperationOf(IEnumerable<object> metadata) =>
        metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName ?? "";
}
