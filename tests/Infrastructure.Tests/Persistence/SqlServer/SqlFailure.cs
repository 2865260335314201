using System.ComponentModel;
using System.Reflection;
using Microsoft.Data.SqlClient;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>The driver's own exception, which it alone can make.</summary>
internal static class SqlFailure
{
    private const BindingFlags NonPublic = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>What the driver throws on Linux when a connection breaks: no number, and a class that ends the connection.</summary>
    public static SqlException BrokenConnection => Of(0, 20, "A transport-level error has occurred.", new Win32Exception(0));

    public static SqlException Timeout => Of(-2, 11, "Execution Timeout Expired.", new Win32Exception(258));

    public static SqlException Of(int number, byte ofClass, string message = "a failure", Exception? inner = null)
    {
        var error = Call<SqlError>(typeof(SqlError).GetConstructors(NonPublic), new()
        {
            ["infoNumber"] = number,
            ["errorState"] = (byte)0,
            ["errorClass"] = ofClass,
            ["errorMessage"] = message,
            ["exception"] = inner,
        });
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", NonPublic)!.Invoke(errors, [error]);
        return Call<SqlException>(typeof(SqlException).GetMethods(NonPublic).Where(method => method.Name == "CreateException"), new()
        {
            ["errorCollection"] = errors,
            ["innerException"] = inner,
        });
    }

    /// <summary>Calls the one that takes most of the arguments; its other parameters get a default.</summary>
    private static T Call<T>(IEnumerable<MethodBase> overloads, Dictionary<string, object?> arguments)
    {
        var method = overloads
            .OrderByDescending(method => method.GetParameters().Count(parameter => arguments.ContainsKey(parameter.Name!)))
            .ThenBy(method => method.GetParameters().Length).First();
        object?[] values = [.. method.GetParameters().Select(parameter => arguments.TryGetValue(parameter.Name!, out var value)
            ? value
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : parameter.ParameterType == typeof(string) ? "" : null)];
        return (T)(method is ConstructorInfo constructor ? constructor.Invoke(values) : method.Invoke(null, values)!);
    }
}
