using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.Pricing;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>What prices a vendor's rides: its rate plan, or a service of its own.</summary>
public static class PricingEndpoints
{
    public static void MapPricing(this RouteGroupBuilder api)
    {
        var pricing = api.MapGroup("/vendors/{code}/pricing").WithTags("Vendors").RequireAuthorization(nameof(Role.Admin));
        pricing.MapGet("", Get)
            .WithDocumentation<PricingBody>(
                "getPricing", "Get what prices a vendor's rides", "Its rate plan, or its pricing service without the secret.");
        pricing.MapPut("", Put)
            .WithDocumentation<IssuedPricingBody>(
                "putPricing", "Choose what prices a vendor's rides",
                "Its rate plan, or a service of its own. The first time that a service does, its secret is shown, only once.")
            .AcceptsIfMatch().WithRequestExample(Examples.Pricing);
        pricing.MapDelete("", Delete)
            .WithDocumentation("deletePricing", "Return a vendor to its rate plan", "Forgets its pricing service, with the secret.")
            .Produces(204).AcceptsIfMatch();
        pricing.MapPost("/rotate", Rotate)
            .WithDocumentation<IssuedPricingBody>(
                "rotatePricingSecret", "Rotate a pricing service's secret", "The new one is shown only once; for the overlap both sign.")
            .AcceptsIfMatch().WithRequestExample(Examples.Rotation);
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        (await mediator.Send(new GetPricing(Caller(context), code), ct)).Match(
            pricing =>
            {
                SetETag(context, pricing.Vendor.Version);
                return Results.Ok(PricingBody.Of(pricing));
            },
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Put(HttpContext context, IMediator mediator, string code, PricingInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Issued(context, await mediator.Send(new PutPricing(Caller(context), code, body, seen.Value), ct));

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeletePricing(Caller(context), code, seen.Value), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Rotate(
        HttpContext context, IMediator mediator, string code, RotateBody? body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Issued(context, await mediator.Send(
                new RotatePricingSecret(Caller(context), code, seen.Value, body?.OverlapHours ?? RotateBody.Default), ct));

    private static IResult Issued(HttpContext context, Outcome<VendorPricing> outcome) => outcome.Match(
        pricing =>
        {
            SetETag(context, pricing.Vendor.Version);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Ok(IssuedPricingBody.Of(pricing));
        },
        refusal => Problems.Result(context, refusal));
}
