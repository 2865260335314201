using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.ConcurApps;
using GroundTransport.Application.Administration.DirectConnects;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Paging;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Api.Console.Settings;

/// <summary>Connections from Concur: made, changed, tested, their secrets rotated; and the app of each.</summary>
internal static class ConnectionsEndpoints
{
    public const string Section = "connections", CreateForm = "create";
    private const int DefaultOverlapHours = 24;

    public static void MapConnections(this RouteGroupBuilder settings)
    {
        settings.MapGet(Section, (HttpContext context, IMediator mediator, CancellationToken ct) =>
            Show(context, mediator, new ConnectionsView(FormState.New), ct));
        settings.MapPost(Section, Create);
        settings.MapPost(Section + "/{id}/change", Change);
        settings.MapPost(Section + "/{id}/rotate", Rotate);
        settings.MapPost(Section + "/{id}/test", Test);
        settings.MapPost(Section + "/{id}/delete", Delete);
        settings.MapPost(Section + "/{id}/app", PutApp);
        settings.MapPost(Section + "/{id}/app/authorize", Authorize);
    }

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var created = await mediator.Send(new CreateDirectConnect(SettingsEndpoints.Once(context, form), InputOf(form)), ct);
        return created.Refusal is { } refusal
            ? await Show(context, mediator, new ConnectionsView(new FormState(CreateForm, form, refusal)), ct)
            : await Show(context, mediator, new ConnectionsView(FormState.New) { Issued = created.Value }, ct);
    }

    private static async Task<IResult> Change(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var changed = await mediator.Send(
            new ChangeDirectConnect(RestConventions.Caller(context), id, InputOf(form), form.Version), ct);
        return changed.Refusal is { } refusal
            ? await Show(context, mediator, new ConnectionsView(new FormState($"change-{id}", form, refusal)), ct)
            : SettingsEndpoints.Done(context, notices, Section, $"Connection {changed.Value.Name} is changed.");
    }

    private static async Task<IResult> Rotate(HttpContext context, IMediator mediator, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var rotated = await mediator.Send(new RotateCredentials(
            SettingsEndpoints.Once(context, form), id, form.Version, form.Number("overlapHours") ?? DefaultOverlapHours), ct);
        return rotated.Refusal is { } refusal
            ? await Show(context, mediator, new ConnectionsView(new FormState($"rotate-{id}", form, refusal)), ct)
            : await Show(context, mediator, new ConnectionsView(FormState.New) { Issued = rotated.Value }, ct);
    }

    private static async Task<IResult> Test(HttpContext context, IMediator mediator, string id, CancellationToken ct)
    {
        var tested = await mediator.Send(new TestDirectConnect(RestConventions.Caller(context), id), ct);
        return tested.Refusal is { } refusal
            ? SettingsEndpoints.Refuse(context, refusal)
            : await Show(context, mediator, new ConnectionsView(FormState.New) { Tested = (id, tested.Value) }, ct);
    }

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var deleted = await mediator.Send(new DeleteDirectConnect(RestConventions.Caller(context), id, form.Version), ct);
        return deleted.Refusal is { } refusal
            ? await Show(context, mediator, new ConnectionsView(new FormState($"delete-{id}", form, refusal)), ct)
            : SettingsEndpoints.Done(context, notices, Section, $"Connection {deleted.Value.Name} is deleted.");
    }

    private static async Task<IResult> PutApp(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var input = new ConcurAppInput(form.Text("clientId"), form.Text("clientSecret"), form.Text("geolocation"), null);
        var put = await mediator.Send(new PutConcurApp(RestConventions.Caller(context), id, input, form.Version), ct);
        return put.Refusal is { } refusal
            ? await Show(context, mediator, new ConnectionsView(new FormState($"app-{id}", form, refusal)), ct)
            : SettingsEndpoints.Done(context, notices, Section, $"The app is stored. {put.Value.WhatToDo}");
    }

    private static async Task<IResult> Authorize(HttpContext context, IMediator mediator, Notices notices, string id, CancellationToken ct)
    {
        var form = await PostedForm.Read(context);
        var with = new AuthorizationInput(form.Text("principal"), null, form.Text("requestToken"), null);
        var authorized = await mediator.Send(new AuthorizeConcurApp(RestConventions.Caller(context), id, with, form.Version), ct);
        return authorized.Refusal is { } refusal
            ? await Show(context, mediator, new ConnectionsView(new FormState($"authorize-{id}", form, refusal)), ct)
            : SettingsEndpoints.Done(context, notices, Section, "Concur has authorized the app.");
    }

    private static DirectConnectInput InputOf(PostedForm form) => new(
        form.Text("name"), form.All("vendorCodes"), form.Text("timesAre") is { } word ? EnumWords.Parse<TimesAre>(word) : null,
        new PostBackInput(form.Has("postBack")));

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, ConnectionsView view, CancellationToken ct)
    {
        var by = RestConventions.Caller(context);
        var connects = (await mediator.Send(new ListDirectConnects(by, Cursor.LongestPage, null), ct))
            .Match<IReadOnlyList<DirectConnect>>(page => page.Items, _ => []);
        var apps = new Dictionary<string, RegisteredApp>(StringComparer.Ordinal);
        foreach (var connect in connects)
        {
            if (await mediator.Send(new GetConcurApp(by, connect.Id), ct) is { IsRefused: false } app)
                apps.Add(connect.Id, app.Value);
        }
        var vendors = await SettingsEndpoints.Vendors(context, mediator, ct);
        return Page.Show<ConnectionsPage, ConnectionsModel>(new ConnectionsModel(connects, apps, vendors, view), view.Form.Status);
    }
}
