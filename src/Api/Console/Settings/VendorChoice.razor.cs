using GroundTransport.Api.Console.Forms;
using GroundTransport.Domain.Vendors;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Settings;

/// <summary>A tick for each vendor.</summary>
public sealed partial class VendorChoice : ComponentBase
{
    [Parameter, EditorRequired]
    public IReadOnlyList<Vendor> Vendors { get; set; } = [];

    /// <summary>The form that it is in.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public FormState Form { get; set; } = FormState.New;

    /// <summary>What is ticked if nothing was typed.</summary>
    [Parameter]
    public IReadOnlyList<string>? Chosen { get; set; }

    [Parameter]
    public string Hint { get; set; } = "";

    private string Error => Form.Error(Name, "vendorCodes") is { Length: > 0 } error ? error : Form.Error(Name, "vendors");
}
