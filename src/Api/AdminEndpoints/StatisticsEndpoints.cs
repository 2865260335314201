using System.ComponentModel;
using System.Globalization;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Csv;
using GroundTransport.Application.Statistics;
using GroundTransport.Domain;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Statistics by day.</summary>
public static class StatisticsEndpoints
{
    public static void MapStatistics(this RouteGroupBuilder api)
    {
        var statistics = api.MapGroup("").WithTags("Statistics").RequireAuthorization(nameof(Role.Read));
        statistics.MapGet("/statistics", Get)
            .WithDocumentation<StatisticsModel>(
                "getStatistics", "Get statistics",
                "Bookings, decisions, revenue, no-shows and refused searches by day, some seconds late, and the PostBacks that wait now.");
        statistics.MapGet("/statistics.csv", GetCsv).Produces<string>(200, "text/csv")
            .WithDocumentation("exportStatistics", "Export statistics as CSV", "One table of the statistics.");
    }

    private static async Task<IResult> Get(
        HttpContext context, IMediator mediator,
        [Description("The first day, such as 2030-03-04; without it, 29 days before the last.")] string? from,
        [Description("The last day, inclusive; without it, today.")] string? to,
        [Description("Only this vendor, by its code.")] string? vendor, CancellationToken ct) =>
        (await Read(context, mediator, from, to, vendor, ct)).Match(Results.Ok, refusal => Problems.Result(context, refusal));

    private static async Task<IResult> GetCsv(
        HttpContext context, IMediator mediator,
        [EnumWords<StatisticsSeries>, Description("The table; bookings by default.")] string? series,
        [Description("The first day, such as 2030-03-04; without it, 29 days before the last.")] string? from,
        [Description("The last day, inclusive; without it, today.")] string? to,
        [Description("Only this vendor, by its code.")] string? vendor, CancellationToken ct) =>
        ParseEnum<StatisticsSeries>("series", series) is var table && table.IsRefused
            ? Problems.Result(context, table.Refusal)
            : (await Read(context, mediator, from, to, vendor, ct)).Match(
                statistics => Results.Text(
                    StatisticsTable.Write(statistics, table.Value ?? StatisticsSeries.Bookings), CsvText.ContentType),
                refusal => Problems.Result(context, refusal));

    private static async Task<Outcome<StatisticsModel>> Read(
        HttpContext context, IMediator mediator, string? from, string? to, string? vendor, CancellationToken ct)
    {
        if (Day("from", from) is var first && first.IsRefused)
            return first.Refusal;
        if (Day("to", to) is var last && last.IsRefused)
            return last.Refusal;
        return await mediator.Send(new GetStatistics(Caller(context), first.Value, last.Value, vendor), ct);
    }

    private static Outcome<DateOnly?> Day(string field, string? text)
    {
        if (text is null)
            return (DateOnly?)null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Refusal.Request(field, "A day, such as 2030-03-04.");
    }
}
