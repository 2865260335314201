using System.ComponentModel;
using System.Text.Json;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Rate plans: one versioned document per vendor, and the explanation of its prices.</summary>
public static class RatePlanEndpoints
{
    public static void MapRatePlans(this RouteGroupBuilder api)
    {
        var plans = api.MapGroup("/vendors/{code}").WithTags("Rate plans");
        plans.MapPut("/rate-plan", Put).RequireAuthorization(nameof(Role.Admin))
            .WithMetadata(new RequestSizeLimitAttribute(RatePlanDocument.MaxSize)).Accepts<JsonElement>("application/json")
            .WithDocumentation<PlanInForce>("putRatePlan", "Put a rate plan in force", "Every mistake in it is reported with its path.")
            .AcceptsIfMatch().WithRequestExample(DemoData.RatePlan);
        plans.MapGet("/rate-plan", Get).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<JsonElement>("getRatePlan", "Get the rate plan in force", "The document as it was uploaded.")
            .WithResponseExample(DemoData.RatePlan);
        plans.MapGet("/rate-plan/versions", List).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<Page<RatePlanLine>>(
                "listRatePlanVersions", "List a rate plan's versions", "Who put which version in force, newest first.");
        plans.MapGet("/rate-plan/versions/{version:int}", GetVersion).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<JsonElement>(
                "getRatePlanVersion", "Get a version of a rate plan", "The document as it was uploaded.");
        plans.MapGet("/rate-plan/versions/{version:int}/changes", GetChanges).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<PlanChanges>(
                "getRatePlanChanges", "Compare two versions of a rate plan", "What a version has otherwise than another, value by value.");
        plans.MapPost("/rate-plan/versions/{version:int}/restore", Restore).RequireAuthorization(nameof(Role.Admin))
            .WithDocumentation<PlanInForce>(
                "restoreRatePlanVersion", "Put an older version of a rate plan in force", "Its document becomes the newest version.")
            .AcceptsIfMatch();
        plans.MapPost("/explain", Explain).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<ExplanationBody>(
                "explainPrices", "Explain the prices of a search", "How each price comes about, or why there is none.")
            .WithRequestExample(Examples.Explain);
        plans.MapPost("/price-calendar", GetCalendar).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<PriceCalendarAnswer>(
                "getPriceCalendar", "Get a month's prices of a ride", "The lowest price for a pickup at each hour of the month.")
            .WithRequestExample(Examples.PriceCalendar);
    }

    /// <summary>The JSON schema of the document: public, without a key.</summary>
    public static void MapRatePlanSchema(this WebApplication app) =>
        app.MapGet("/schemas/rate-plan.schema.json", () => Results.Text(RatePlanSchema.Text, "application/schema+json"))
            .ExcludeFromDescription();

    private static async Task<IResult> Put(HttpContext context, IMediator mediator, string code,
        [Description("Only validate it.")] bool? dryRun, CancellationToken ct)
    {
        if (!context.Request.HasJsonContentType())
            return Problems.Result(context, 415, "unsupportedMediaType", "Send the rate plan as Content-Type: application/json.");
        if (IfMatch(context) is var seen && seen.IsRefused)
            return Problems.Result(context, seen.Refusal);
        if (await Utf8Body.Read(context.Request, ct) is not { } document)
            return Problems.Result(context, 400, "malformed", "The rate plan isn't valid UTF-8. Save the file as UTF-8 and send it again.");
        var outcome = dryRun == true
            ? await mediator.Send(new ValidateRatePlan(Caller(context), code, document), ct)
            : await mediator.Send(new PutRatePlan(Caller(context), code, document, seen.Value), ct);
        return Respond(context, outcome);
    }

    /// <summary>The version that is now in force.</summary>
    internal static IResult Respond(HttpContext context, Outcome<PlanInForce> outcome) => outcome.Match(
        plan =>
        {
            SetETag(context, plan.Version);
            return Results.Ok(plan);
        },
        refusal => Problems.Result(context, refusal));

    private static Task<IResult> Get(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        Respond(context, mediator, code, null, ct);

    private static Task<IResult> GetVersion(
        HttpContext context, IMediator mediator, string code, [Description("The version.")] int version, CancellationToken ct) =>
        Respond(context, mediator, code, version, ct);

    private static async Task<IResult> Respond(HttpContext context, IMediator mediator, string code, int? version, CancellationToken ct) =>
        (await mediator.Send(new GetRatePlan(Caller(context), code, version), ct)).Match(
            plan =>
            {
                SetETag(context, plan.Version);
                return Results.Text(plan.Document, "application/json");
            },
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator, string code, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListRatePlans(Caller(context), code, limit ?? 50, cursor), ct)).Match(
            Results.Ok, refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Explain(
        HttpContext context, IMediator mediator, string code, ExplainBody body, CancellationToken ct)
    {
        if (body.ToQuery(Caller(context), code) is var query && query.IsRefused)
            return Problems.Result(context, query.Refusal);
        return (await mediator.Send(query.Value, ct)).Match(
            explained => Results.Ok(ExplanationBody.Of(explained)), refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> GetChanges(
        HttpContext context, IMediator mediator, string code, [Description("The version.")] int version,
        [Description("The version to compare it with; without it, the one before.")] int? since, CancellationToken ct) =>
        (await mediator.Send(new CompareRatePlans(Caller(context), code, version, since), ct)).Match(
            Results.Ok, refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Restore(
        HttpContext context, IMediator mediator, string code, [Description("The version.")] int version, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Respond(context, await mediator.Send(new RestoreRatePlan(Caller(context), code, version, seen.Value), ct));

    private static async Task<IResult> GetCalendar(
        HttpContext context, IMediator mediator, string code, PriceCalendarBody body, CancellationToken ct)
    {
        if (body.ToQuery(Caller(context), code) is var query && query.IsRefused)
            return Problems.Result(context, query.Refusal);
        return (await mediator.Send(query.Value, ct)).Match(
            calendar => Results.Ok(PriceCalendarAnswer.Of(calendar)), refusal => Problems.Result(context, refusal));
    }
}
