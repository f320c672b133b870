//! A small activation from its one delivery to its signed list, told in two real windows by keyboard alone: soap comes in
//! cartons, what remains is signed, the activation is closed, and what a site does after that stands beside the list.

mod flood;
mod keeper;
mod office;

use journeys::{
    Demo, Window,
    demo::{COORDINATOR, KEEPER},
};

use flood::Flood;

#[tokio::test]
async fn an_activation_is_closed_by_the_list_of_what_remains() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let demo = Demo::prepare(dir.path())?;
    let server = demo.serve()?;
    let flood = Flood::recorded(&demo)?;
    let keeper = Window::open(&demo.data(KEEPER)).await?;
    keeper.sign_in(KEEPER).await?;
    let office = Window::open(&demo.data(COORDINATOR)).await?;
    office.sign_in(COORDINATOR).await?;

    keeper::receives_in_cartons(&keeper).await?;
    keeper::explains_a_difference(&keeper).await?;
    keeper::all_sent(&keeper).await?;

    office::ends_operations(&office, &flood).await?;
    office::declines_the_other_offer(&office, &flood).await?;
    office::signs_and_closes(&office).await?;

    keeper::issues_a_carton(&keeper).await?;
    keeper::all_sent(&keeper).await?;
    office::reads_what_is_different(&office).await?;

    for window in [keeper, office] {
        window.close().await?;
    }
    drop(server);
    Ok(())
}
