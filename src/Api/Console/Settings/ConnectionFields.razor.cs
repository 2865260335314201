using GroundTransport.Api.Console.Forms;
using GroundTransport.Application;
using GroundTransport.Domain.Vendors;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Settings;

/// <summary>What is chosen for a connection, when it is made and later.</summary>
public sealed partial class ConnectionFields : ComponentBase
{
    /// <summary>The form that they are in.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public FormState Form { get; set; } = FormState.New;

    [Parameter, EditorRequired]
    public IReadOnlyList<Vendor> Vendors { get; set; } = [];

    /// <summary>The connection that is changed; null: one is made.</summary>
    [Parameter]
    public DirectConnect? Stored { get; set; }

    private string? StoredTimes => Stored is null ? null : EnumWords.Of(Stored.TimesAre);

    private string Id(string field) => $"{field}{Stored?.Id}";
}
