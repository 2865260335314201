using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using MediatR;
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>API keys of the supplier's own systems and people.</summary>
public static class ApiKeyEndpoints
{
    public static void MapApiKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys").RequireAuthorization(nameof(Role.Admin));
        keys.MapGet("", List).Describes<Page<ApiKeyModel>>("The API keys that this key may see, by id");
        keys.MapPost("", Create).Describes<IssuedApiKeyModel>("Make an API key; its secret is shown once", 201).Takes(Examples.ApiKey).Gives(Examples.IssuedApiKey);
        keys.MapGet("{id}", Get).Describes<ApiKeyModel>("One API key");
        keys.MapDelete("{id}", Remove).Describes("Remove an API key: it ends at once").Produces(204);
    }

    private static async Task<IResult> List(HttpContext context, IMediator mediator, IMapper mapper, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListApiKeys(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<ApiKeyModel>([.. page.Items.Select(mapper.Map<ApiKeyModel>)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, IMapper mapper, ApiKeyBody body, CancellationToken ct) =>
        (await mediator.Send(new CreateApiKey(Caller(context), body.Name, body.Role, body.VendorCodes), ct)).Match(
            issued =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Results.Created($"/api/v1/api-keys/{issued.Key.Id}", mapper.Map<IssuedApiKeyModel>(issued));
            },
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        (await mediator.Send(new GetApiKey(Caller(context), id), ct)).Match(
            key => Results.Ok(mapper.Map<ApiKeyModel>(key)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Remove(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        (await mediator.Send(new DeleteApiKey(Caller(context), id), ct)).Match(_ => Results.NoContent(), refusal => Problems.Result(context, refusal));
}

/// <summary>A new API key; without vendorCodes it sees all vendors.</summary>
public sealed record ApiKeyBody(string? Name, Role? Role, IReadOnlyList<string>? VendorCodes);
