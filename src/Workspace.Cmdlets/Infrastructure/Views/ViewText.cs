using System;
using System.Collections;
using System.Globalization;
using System.Linq;

namespace Workspace.Commands.Infrastructure.Views;

/// <summary>What the views in Workspace.Format.ps1xml show in place of a value: in the reader's culture, time zone and colours.</summary>
public static class ViewText
{
    /// <summary>A status in the colour of what it means.</summary>
    /// <param name="status">The status of a job, desktop, pool or connection.</param>
    /// <returns>The status, coloured where the reader sees colours.</returns>
    public static string? State(string? status) => StateColor.Paint(Printable(status), StateColor.NameOf(status));

    /// <summary>What is being done, in the colour of work.</summary>
    /// <param name="task">The task, or nothing.</param>
    /// <returns>The task, coloured where the reader sees colours.</returns>
    public static string? Task(string? task) => StateColor.Paint(Printable(task), StateColor.Work);

    /// <summary>A time to the minute, on the reader's clock.</summary>
    /// <param name="utc">The time, UTC.</param>
    /// <returns>The local time as the culture writes it.</returns>
    public static string? Time(DateTime? utc) => utc?.ToLocalTime().ToString("g", CultureInfo.CurrentCulture);

    /// <summary>A time to the second, on the reader's clock, with how far that is from UTC.</summary>
    /// <param name="utc">The time, UTC.</param>
    /// <returns>The local time as the culture writes it, and the offset.</returns>
    public static string? ExactTime(DateTime? utc) => utc is { } time
        ? $"{time.ToLocalTime().ToString("G", CultureInfo.CurrentCulture)} {new DateTimeOffset(time.ToLocalTime()).ToString("zzz", CultureInfo.InvariantCulture)}"
        : null;

    /// <summary>A day on the reader's clock.</summary>
    /// <param name="utc">The time, UTC.</param>
    /// <returns>The local date as the culture writes it.</returns>
    public static string? Day(DateTime? utc) => utc?.ToLocalTime().ToString("d", CultureInfo.CurrentCulture);

    /// <summary>How long something took.</summary>
    /// <param name="begin">When it began.</param>
    /// <param name="end">When it ended.</param>
    /// <returns>Hours, minutes and seconds, or null while it lasts.</returns>
    public static string? Duration(DateTime? begin, DateTime? end) => (end - begin)?.ToString("g", CultureInfo.CurrentCulture);

    /// <summary>A share.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <returns>The percentage as the culture writes it.</returns>
    public static string? Percent(int? percent) => (percent / 100.0)?.ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>Several values in one line.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The values with commas between, or null for none.</returns>
    public static string? List(IEnumerable? values) => values?.Cast<object>().ToArray() is { Length: > 0 } all ? PrintableText.Escape(string.Join(", ", all)) : null;

    /// <summary>A size in gigabytes.</summary>
    /// <param name="size">The size.</param>
    /// <returns>The number as the culture writes it, with its unit.</returns>
    public static string? Gigabytes(int? size) => size is { } gigabytes ? gigabytes.ToString("N0", CultureInfo.CurrentCulture) + " GB" : null;

    private static string? Printable(string? text) => text is null ? null : PrintableText.Escape(text);
}
