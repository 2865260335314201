using GroundTransport.Api.Console.Forms;
using GroundTransport.Application.Webhooks;
using GroundTransport.Domain.Vendors;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Settings;

/// <summary>What is chosen for a webhook, when it is made and later.</summary>
public sealed partial class WebhookFields : ComponentBase
{
    /// <summary>The form that they are in.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public FormState Form { get; set; } = FormState.New;

    [Parameter, EditorRequired]
    public IReadOnlyList<Vendor> Vendors { get; set; } = [];

    /// <summary>The webhook that is changed; null: one is made.</summary>
    [Parameter]
    public Webhook? Stored { get; set; }

    private string Error(string path) => Form.Error(Name, path);

    private string Id(string field) => $"{field}{Stored?.Id}";
}
