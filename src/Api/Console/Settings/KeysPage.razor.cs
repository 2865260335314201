using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Administration.ApiKeys;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Settings;

/// <summary>API keys: what is known of each, and the form for the next.</summary>
public sealed partial class KeysPage(TimeProvider clock) : ConsolePage<KeysModel>
{
    private FormState Form => Model.Form;

    private Operator Caller => RestConventions.Caller(Context);

    private DateTimeOffset Now => clock.GetUtcNow();

    private string Once { get; } = Guid.NewGuid().ToString("N");

    private Notice? Notice => Form.Refusal is null ? null : new Notice(NoticeKind.Wrong, Form.Text);

    private string Error(string path) => Form.Error(KeysEndpoints.CreateForm, path);

    private static string RoleText(Role role) => role switch
    {
        Role.Read => "read: sees everything",
        Role.Dispatch => "dispatch: also decides on rides",
        _ => "admin: also changes settings",
    };
}

/// <summary>What the page shows.</summary>
/// <param name="Issued">The key that was just made, with its secret; null: none was.</param>
public sealed record KeysModel(IReadOnlyList<ApiKey> Keys, IReadOnlyList<Vendor> Vendors, FormState Form, IssuedApiKey? Issued);
