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
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Direct connects: Concur's credentials, and the vendors that each of them sells.</summary>
public static class DirectConnectEndpoints
{
    public static void MapDirectConnects(this RouteGroupBuilder api)
    {
        var connects = api.MapGroup("/direct-connects").WithTags("Direct connects").RequireAuthorization(nameof(Role.Admin));
        connects.MapGet("", List)
            .WithDocumentation<Page<DirectConnectModel>>(
                "listDirectConnects", "List direct connects", "The direct connects that the caller's key may see, by id.");
        connects.MapPost("", Create)
            .WithDocumentation<IssuedCredentialsModel>(
                "createDirectConnect", "Create a direct connect", "Its secrets are shown only once.", 201)
            .WithRequestExample(Examples.DirectConnect).WithResponseExample(Examples.IssuedCredentials);
        connects.MapGet("{id}", Get)
            .WithDocumentation<DirectConnectModel>("getDirectConnect", "Get a direct connect", "The direct connect without its secrets.");
        connects.MapPut("{id}", Put)
            .WithDocumentation<DirectConnectModel>(
                "replaceDirectConnect", "Replace a direct connect", "Replaces its name, vendors, timesAre and postBack; its secrets stay.")
            .AcceptsIfMatch().WithRequestExample(Examples.DirectConnect);
        connects.MapDelete("{id}", Delete)
            .WithDocumentation("deleteDirectConnect", "Delete a direct connect", "Only one that has no reservations can be deleted.")
            .Produces(204).AcceptsIfMatch();
        connects.MapPost("{id}/rotate", Rotate)
            .WithDocumentation<IssuedCredentialsModel>(
                "rotateCredentials", "Rotate a direct connect's secrets",
                "The new ones are shown only once; the old ones stay valid for the overlap.")
            .AcceptsIfMatch().WithRequestExample(Examples.Rotation).WithResponseExample(Examples.IssuedCredentials);
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, IMapper mapper, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListDirectConnects(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<DirectConnectModel>([.. page.Items.Select(mapper.Map<DirectConnectModel>)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(
        HttpContext context, IMediator mediator, IMapper mapper, DirectConnectInput body, CancellationToken ct) =>
        (await mediator.Send(new CreateDirectConnect(Caller(context), body), ct)).Match(
            issued => Results.Created($"/api/v1/direct-connects/{issued.Connect.Id}", Issued(context, mapper, issued)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        Respond(context, mapper, await mediator.Send(new GetDirectConnect(Caller(context), id), ct));

    private static async Task<IResult> Put(
        HttpContext context, IMediator mediator, IMapper mapper, string id, DirectConnectInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Respond(context, mapper, await mediator.Send(new ChangeDirectConnect(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteDirectConnect(Caller(context), id, seen.Value), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Rotate(
        HttpContext context, IMediator mediator, IMapper mapper, string id, RotateBody? body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(
                new RotateCredentials(Caller(context), id, seen.Value, body?.OverlapHours ?? RotateBody.Default), ct)).Match(
                issued => Results.Ok(Issued(context, mapper, issued)), refusal => Problems.Result(context, refusal));

    private static IssuedCredentialsModel Issued(HttpContext context, IMapper mapper, IssuedCredentials issued)
    {
        SetETag(context, issued.Connect.Version);
        context.Response.Headers.CacheControl = "no-store";
        return mapper.Map<IssuedCredentialsModel>(issued);
    }

    private static IResult Respond(HttpContext context, IMapper mapper, Outcome<DirectConnect> outcome) => outcome.Match(
        connect =>
        {
            SetETag(context, connect.Version);
            return Results.Ok(mapper.Map<DirectConnectModel>(connect));
        },
        refusal => Problems.Result(context, refusal));
}
