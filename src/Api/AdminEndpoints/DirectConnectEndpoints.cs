using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Direct connects: Concur's credentials, and which vendors they sell.</summary>
public static class DirectConnectEndpoints
{
    public static void MapDirectConnects(this RouteGroupBuilder api)
    {
        var connects = api.MapGroup("/direct-connects").WithTags("Direct connects").RequireAuthorization(nameof(Role.Admin));
        connects.MapGet("", List).Describes<Page<DirectConnectModel>>("The key's direct connects, by id");
        connects.MapPost("", Create).Describes<IssuedCredentialsModel>("Make a direct connect; its secrets are shown once", 201).Takes(Examples.DirectConnect).Gives(Examples.IssuedCredentials);
        connects.MapGet("{id}", Get).Describes<DirectConnectModel>("One direct connect");
        connects.MapPut("{id}", Change).Describes<DirectConnectModel>("Replace its name, vendors, times, PostBack").ComparesVersions().Takes(Examples.DirectConnect);
        connects.MapDelete("{id}", Remove).Describes("Remove one that never sold anything").Produces(204).ComparesVersions();
        connects.MapPost("{id}/rotate", Rotate).Describes<IssuedCredentialsModel>("Make new secrets, shown once; the old ones end").ComparesVersions().Gives(Examples.IssuedCredentials);
    }

    private static async Task<IResult> List(HttpContext context, IMediator mediator, IMapper mapper, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListDirectConnects(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<DirectConnectModel>([.. page.Items.Select(mapper.Map<DirectConnectModel>)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, IMapper mapper, DirectConnectInput body, CancellationToken ct) =>
        (await mediator.Send(new CreateDirectConnect(Caller(context), body), ct)).Match(
            issued => Results.Created($"/api/v1/direct-connects/{issued.Connect.Id}", Issued(context, mapper, issued)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        Show(context, mapper, await mediator.Send(new GetDirectConnect(Caller(context), id), ct));

    private static async Task<IResult> Change(HttpContext context, IMediator mediator, IMapper mapper, string id, DirectConnectInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Show(context, mapper, await mediator.Send(new ChangeDirectConnect(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> Remove(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteDirectConnect(Caller(context), id, seen.Value), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Rotate(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new RotateCredentials(Caller(context), id, seen.Value), ct)).Match(
                issued => Results.Ok(Issued(context, mapper, issued)), refusal => Problems.Result(context, refusal));

    private static IssuedCredentialsModel Issued(HttpContext context, IMapper mapper, IssuedCredentials issued)
    {
        Tag(context, issued.Connect.Version);
        context.Response.Headers.CacheControl = "no-store";
        return mapper.Map<IssuedCredentialsModel>(issued);
    }

    private static IResult Show(HttpContext context, IMapper mapper, Outcome<DirectConnect> outcome) => outcome.Match(
        connect =>
        {
            Tag(context, connect.Version);
            return Results.Ok(mapper.Map<DirectConnectModel>(connect));
        },
        refusal => Problems.Result(context, refusal));
}
