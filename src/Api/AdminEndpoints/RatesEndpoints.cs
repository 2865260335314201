using System.ComponentModel;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Csv;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>The rates of a rate plan as CSV, for spreadsheets.</summary>
public static class RatesEndpoints
{
    private const string MediaType = "text/csv";

    public static void MapRates(this RouteGroupBuilder api)
    {
        var rates = api.MapGroup("/vendors/{code}/rate-plan").WithTags("Rate plans");
        rates.MapGet("/rates.csv", Get).RequireAuthorization(nameof(Role.Read)).Produces<string>(200, MediaType)
            .WithDocumentation(
                "getRates", "Get the rates as CSV",
                "The rates of the plan in force: a row for each rate, a column for each field. A cell that begins with = + - or @ has an "
                + "apostrophe before it.");
        rates.MapPut("/rates.csv", Put).RequireAuthorization(nameof(Role.Admin))
            .WithMetadata(new RequestSizeLimitAttribute(RatePlanDocument.MaxSize)).Accepts<string>(MediaType)
            .WithDocumentation<PlanInForce>(
                "putRates", "Put rates from CSV in force",
                "Replaces the rates of the plan in force, as a new version of it. Every mistake is reported with its row and column.")
            .AcceptsIfMatch();
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        (await mediator.Send(new GetRates(Caller(context), code), ct)).Match(
            rates =>
            {
                SetETag(context, rates.Version);
                return Results.Text(rates.Csv, CsvText.ContentType);
            },
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Put(HttpContext context, IMediator mediator, string code,
        [Description("Only validate them.")] bool? dryRun, CancellationToken ct)
    {
        // Without a type it can only be meant as what it has to be.
        if (context.Request.ContentType is { } type && !IsCsv(type))
            return Problems.Result(context, 415, "unsupportedMediaType", $"Send the rates as Content-Type: {MediaType}.");
        if (IfMatch(context) is var seen && seen.IsRefused)
            return Problems.Result(context, seen.Refusal);
        if (await Utf8Body.Read(context.Request, ct) is not { } csv)
            return Problems.Result(context, 400, "malformed", "The table isn't valid UTF-8. Save the file as CSV UTF-8 and send it again.");
        var outcome = dryRun == true
            ? await mediator.Send(new ValidateRates(Caller(context), code, csv), ct)
            : await mediator.Send(new PutRates(Caller(context), code, csv, seen.Value), ct);
        return RatePlanEndpoints.Respond(context, outcome);
    }

    private static bool IsCsv(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);
}
