using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Csv;
using GroundTransport.Application.Statistics;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Api.Console.Overview;

/// <summary>The page of figures, and its tables as CSV.</summary>
public static class OverviewEndpoints
{
    public static readonly IReadOnlyList<int> Periods = [7, 30, 90, 365];
    private const int DefaultPeriod = 30;

    public static void MapOverview(this RouteGroupBuilder pages)
    {
        pages.MapGet("overview", Show);
        pages.MapGet("overview/{series}.csv", Download);
    }

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, int? days, string? vendor, CancellationToken ct)
    {
        var (period, statistics) = await Read(context, mediator, days, vendor, ct);
        return statistics.Refusal is { } refusal
            ? ProblemPages.Result(context, 400, refusal.Message.Render(FieldNames.Of))
            : Page.Show<OverviewPage, OverviewModel>(new OverviewModel(statistics.Value, period, vendor));
    }

    private static async Task<IResult> Download(
        HttpContext context, IMediator mediator, string series, int? days, string? vendor, CancellationToken ct)
    {
        var (_, statistics) = await Read(context, mediator, days, vendor, ct);
        if (EnumWords.Parse<StatisticsSeries>(series) is not { } table || statistics.IsRefused)
            return Results.NotFound();
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{EnumWords.Of(table)}.csv\"";
        return Results.Text(StatisticsTable.Write(statistics.Value, table), CsvText.ContentType);
    }

    private static async Task<(int Period, Outcome<StatisticsModel> Statistics)> Read(
        HttpContext context, IMediator mediator, int? days, string? vendor, CancellationToken ct)
    {
        var period = days is { } wanted && Periods.Contains(wanted) ? wanted : DefaultPeriod;
        var by = RestConventions.Caller(context);
        // The last day is the newest of the vendors' days: whoever reads the statistics knows it.
        var month = await mediator.Send(new GetStatistics(by, null, null, vendor), ct);
        return month.IsRefused || period == DefaultPeriod
            ? (period, month)
            : (period, await mediator.Send(new GetStatistics(by, month.Value.To.AddDays(1 - period), month.Value.To, vendor), ct));
    }
}
