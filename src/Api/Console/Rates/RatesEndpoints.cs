using System.Text;
using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Session;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Csv;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Api.Console.Rates;

/// <summary>A vendor's rate plan: its versions, what changed, and new ones from a file.</summary>
public static class RatesEndpoints
{
    private const int ShownVersions = 12;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void MapRates(this RouteGroupBuilder pages)
    {
        pages.MapGet("rates", (HttpContext context, IMediator mediator, string? vendor, int? version, int? since, CancellationToken ct) =>
            Show(context, mediator, new RatesView(vendor, version, since), ct));
        pages.MapGet("rates/{code}/plan.json", DownloadPlan);
        pages.MapGet("rates/{code}/rates.csv", DownloadRates);
        pages.MapPost("rates/{code}/upload", Upload).RequireRole(Role.Admin);
        pages.MapPost("rates/{code}/restore/{older:int}", Restore).RequireRole(Role.Admin);
        pages.MapTryPrices();
    }

    private static async Task<IResult> DownloadPlan(
        HttpContext context, IMediator mediator, string code, int? version, CancellationToken ct) =>
        (await mediator.Send(new GetRatePlan(RestConventions.Caller(context), code, version), ct)).Match(
            plan => File(
                context, plan.Document, "application/json; charset=utf-8", FormattableString.Invariant($"{code}-plan-{plan.Version}.json")),
            refusal => Refuse(context, refusal));

    private static async Task<IResult> DownloadRates(HttpContext context, IMediator mediator, string code, CancellationToken ct) =>
        (await mediator.Send(new GetRates(RestConventions.Caller(context), code), ct)).Match(
            rates => File(context, rates.Csv, CsvText.ContentType, FormattableString.Invariant($"{code}-rates-{rates.Version}.csv")),
            refusal => Refuse(context, refusal));

    private static async Task<IResult> Restore(
        HttpContext context, IMediator mediator, Notices notices, string code, int older, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var restored = await mediator.Send(new RestoreRatePlan(RestConventions.Caller(context), code, older, form.Version), ct);
        return restored.Refusal is { } refusal
            ? await Show(context, mediator, new RatesView(code, null, null) { Problem = refusal }, ct)
            : InForce(context, notices, code, restored.Value);
    }

    private static async Task<IResult> Upload(HttpContext context, IMediator mediator, Notices notices, string code, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var (text, isCsv) = await ReadUpload(context.Request.Form, form, ct);
        var view = new RatesView(code, null, null);
        if (text is null)
        {
            var missing = Refusal.Request("file", "Choose a rate plan (JSON) or a table of rates (CSV), saved as UTF-8.");
            return await Show(context, mediator, view with { Problem = missing }, ct);
        }
        var by = RestConventions.Caller(context);
        if (form.Text("do") != "put")
        {
            var valid = isCsv
                ? await mediator.Send(new ValidateRates(by, code, text), ct)
                : await mediator.Send(new ValidateRatePlan(by, code, text), ct);
            return await Show(context, mediator, valid.Refusal is { } wrong
                ? view with { Problem = wrong }
                : view with { Checked = new CheckedUpload(text, isCsv, valid.Value) }, ct);
        }
        var put = isCsv
            ? await mediator.Send(new PutRates(by, code, text, form.Version), ct)
            : await mediator.Send(new PutRatePlan(by, code, text, form.Version), ct);
        return put.Refusal is { } refusal
            ? await Show(context, mediator, view with { Problem = refusal }, ct)
            : InForce(context, notices, code, put.Value);
    }

    /// <summary>A file, or what the page has carried since it was checked.</summary>
    private static async Task<(string? Text, bool IsCsv)> ReadUpload(IFormCollection fields, PostedForm form, CancellationToken ct)
    {
        if (fields.Files["file"] is not { Length: > 0 and <= RatePlanDocument.MaxSize } file)
            return (form.Has("document") ? form.Lines("document") : null, form.Text("kind") == "csv");
        try
        {
            using var reader = new StreamReader(file.OpenReadStream(), Utf8);
            return (await reader.ReadToEndAsync(ct), file.FileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        }
        catch (DecoderFallbackException)
        {
            return (null, false);
        }
    }

    private static SeeOther InForce(HttpContext context, Notices notices, string code, PlanInForce plan)
    {
        notices.Keep(context, NoticeKind.Good, $"Version {plan.Version} is in force: {plan.Rates} rates, {plan.Vehicles} vehicles.");
        return new SeeOther(PathOf(code));
    }

    internal static string PathOf(string code) => $"{ConsolePaths.Rates}?vendor={Uri.EscapeDataString(code)}";

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, RatesView view, CancellationToken ct)
    {
        var by = RestConventions.Caller(context);
        var vendors = (await mediator.Send(new ListVendors(by, Cursor.LongestPage, null), ct))
            .Match<IReadOnlyList<Vendor>>(page => page.Items, _ => []);
        var vendor = vendors.FirstOrDefault(one => view.Vendor is null || one.Code == view.Vendor);
        if (vendor is null && view.Vendor is not null)
            return ProblemPages.Result(context, 404, "There is no such vendor, or your key doesn't see it.");
        IReadOnlyList<RatePlanLine> versions = [];
        PlanChanges? changes = null;
        if (vendor is { PlanVersion: > 0 })
        {
            versions = (await mediator.Send(new ListRatePlans(by, vendor.Code, ShownVersions, null), ct))
                .Match(page => page.Items, _ => []);
            if (view.Version is { } version)
            {
                var compared = await mediator.Send(new CompareRatePlans(by, vendor.Code, version, view.Since), ct);
                if (compared.Refusal is { } refusal)
                    return Refuse(context, refusal);
                changes = compared.Value;
            }
        }
        return Page.Show<RatesPage, RatesModel>(
            new RatesModel(vendors, vendor, versions, changes, view), new FormState("upload", null, view.Problem).Status);
    }

    private static IResult File(HttpContext context, string text, string type, string name)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return Results.Text(text, type);
    }

    private static IResult Refuse(HttpContext context, Refusal refusal) =>
        ProblemPages.Result(context, refusal.Kind == RefusalKind.Unknown ? 404 : 422, refusal.Message.Render(FieldNames.Of));
}
