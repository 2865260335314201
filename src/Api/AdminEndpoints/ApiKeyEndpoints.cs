using System.ComponentModel.DataAnnotations;
using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>API keys of the supplier's systems and people.</summary>
public static class ApiKeyEndpoints
{
    public static void MapApiKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys").RequireAuthorization(nameof(Role.Admin));
        keys.MapGet("", List)
            .WithDocumentation<Page<ApiKeyModel>>("listApiKeys", "List API keys", "The API keys that the caller's key may see, by id.");
        keys.MapPost("", Create)
            .WithDocumentation<IssuedApiKeyModel>("createApiKey", "Create an API key", "Its secret is shown only once.", 201)
            .WithRequestExample(Examples.ApiKey).WithResponseExample(Examples.IssuedApiKey);
        keys.MapGet("{id}", Get)
            .WithDocumentation<ApiKeyModel>("getApiKey", "Get an API key", "The key without its secret.");
        keys.MapDelete("{id}", Delete)
            .WithDocumentation("deleteApiKey", "Delete an API key", "The key is rejected from then on.").Produces(204);
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, IMapper mapper, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListApiKeys(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<ApiKeyModel>([.. page.Items.Select(mapper.Map<ApiKeyModel>)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(
        HttpContext context, IMediator mediator, IMapper mapper, ApiKeyBody body, CancellationToken ct)
    {
        var create = new CreateApiKey(Caller(context), body.Name, body.Role, body.VendorCodes) { ExpiresAt = body.ExpiresAt };
        return (await mediator.Send(create, ct)).Match(
            issued =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Results.Created($"/api/v1/api-keys/{issued.Key.Id}", mapper.Map<IssuedApiKeyModel>(issued));
            },
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        (await mediator.Send(new GetApiKey(Caller(context), id), ct)).Match(
            key => Results.Ok(mapper.Map<ApiKeyModel>(key)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        (await mediator.Send(new DeleteApiKey(Caller(context), id), ct)).Match(
            _ => Results.NoContent(), refusal => Problems.Result(context, refusal));
}

/// <summary>A new API key.</summary>
/// <param name="Name">A name of 1 to 100 characters; the history shows it.</param>
/// <param name="Role">What the key may do: each role includes those before it.</param>
/// <param name="VendorCodes">The vendors that it is bound to; without them it may see all.</param>
/// <param name="ExpiresAt">From when on it is rejected; without it, never.</param>
public sealed record ApiKeyBody(
    [property: Required] string? Name, [property: Required] Role? Role, IReadOnlyList<string>? VendorCodes, DateTimeOffset? ExpiresAt);
